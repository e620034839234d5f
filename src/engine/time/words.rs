//! Words that stand in times: months, weekdays, zones.
//!
//! Does not: know a zone's rules; a zone word is one offset, as in PostgreSQL's default abbreviations
//! (<https://www.postgresql.org/docs/current/datetime-config-files.html>).

/// A month by its name, whole or cut, in any case; also as German, French, Spanish, Italian,
/// Dutch, Portuguese and Polish syslogs write it.
pub(crate) fn month(word: &[u8]) -> Option<u32> {
    let mut lower = [0_u8; 10];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word);
    lower.make_ascii_lowercase();
    Some(match &*lower {
        b"jan" | b"january" | b"janv" | b"januar" | b"ene" | b"enero" | b"gen" | b"sty" => 1,
        b"feb" | b"february" | b"februar" | b"fev" | b"febr" | b"lut" => 2,
        b"mar" | b"march" | b"mrz" | b"mars" | b"marzo" | b"mrt" => 3,
        b"apr" | b"april" | b"avr" | b"avril" | b"abr" | b"abril" | b"kwi" => 4,
        b"may" | b"mai" | b"mayo" | b"mag" | b"mei" => 5,
        b"jun" | b"june" | b"juni" | b"juin" | b"junio" | b"giu" | b"cze" => 6,
        b"jul" | b"july" | b"juli" | b"juil" | b"julio" | b"lug" | b"lip" => 7,
        b"aug" | b"august" | b"ago" | b"agosto" | b"sie" => 8,
        b"sep" | b"sept" | b"september" | b"set" | b"wrz" => 9,
        b"oct" | b"october" | b"okt" | b"oktober" | b"ott" | b"out" => 10,
        b"nov" | b"november" | b"lis" => 11,
        b"dec" | b"december" | b"dez" | b"dezember" | b"dic" | b"gru" => 12,
        _ => return accented_month(word),
    })
}

/// The months that carry an accent, as UTF-8.
fn accented_month(word: &[u8]) -> Option<u32> {
    let word = std::str::from_utf8(word).ok()?;
    Some(match word {
        "Mär" | "mär" | "März" => 3,
        "Fév" | "fév" | "févr" => 2,
        "Aoû" | "aoû" | "août" => 8,
        "Déc" | "déc" => 12,
        _ => return None,
    })
}

/// Whether a word is a weekday's name, whole or cut to three or so letters.
pub(crate) fn weekday(word: &[u8]) -> bool {
    const WEEKDAYS: [&[u8]; 7] =
        [b"monday", b"tuesday", b"wednesday", b"thursday", b"friday", b"saturday", b"sunday"];
    word.len() >= 3
        && WEEKDAYS.iter().any(|day| {
            day.get(..word.len()).is_some_and(|start| {
                start.eq_ignore_ascii_case(word) && (word.len() <= 5 || word.len() == day.len())
            })
        })
}

/// The offset of a zone word, in seconds east of UTC. Upper case only, as logs write them.
pub(crate) fn zone(word: &[u8]) -> Option<i32> {
    let minutes = match word {
        b"UTC" | b"GMT" | b"Z" | b"UCT" | b"WET" => 0,
        b"CET" | b"MEZ" | b"BST" | b"WEST" | b"MET" => 60,
        b"CEST" | b"MESZ" | b"EET" | b"SAST" | b"CAT" | b"MEST" => 120,
        b"EEST" | b"MSK" | b"EAT" => 180,
        b"MSD" => 240,
        b"PKT" => 300,
        b"IST" => 330,
        b"NPT" => 345,
        b"ICT" | b"WIB" => 420,
        b"HKT" | b"SGT" | b"AWST" | b"PHT" => 480,
        b"JST" | b"KST" => 540,
        b"ACST" => 570,
        b"AEST" => 600,
        b"ACDT" => 630,
        b"AEDT" => 660,
        b"NZST" => 720,
        b"NZDT" => 780,
        b"BRT" | b"ART" | b"ADT" => -180,
        b"NDT" => -150,
        b"NST" => -210,
        b"AST" | b"EDT" => -240,
        b"EST" | b"CDT" => -300,
        b"CST" | b"MDT" => -360,
        b"MST" | b"PDT" => -420,
        b"PST" | b"AKDT" => -480,
        b"AKST" => -540,
        b"HST" => -600,
        _ => return None,
    };
    Some(minutes * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_any_case() {
        assert_eq!(month(b"SEPT"), Some(9));
        assert_eq!(month(b"oct"), Some(10));
        assert_eq!(month("Mär".as_bytes()), Some(3));
        assert_eq!(month(b"octopus"), None);
        assert_eq!(month(b"a word that is far too long"), None);
    }

    #[test]
    fn weekdays_whole_or_cut() {
        assert!(weekday(b"Thu") && weekday(b"Thurs") && weekday(b"WEDNESDAY"));
        assert!(!weekday(b"Th") && !weekday(b"Thunder") && !weekday(b"wednes"));
    }
}
