//! The arguments of `cargo xtask bench`, and which files each part reads.
//!
//! | argument | |
//! |---|---|
//! | `FILE...` | these files in place of the generated ones; results are only printed |
//! | `--only=PART,...` | of `engine`, `inputs`, `growth`, `flows`, `huge`; without it all but `huge` |
//! | `--page` | all but `engine` |
//! | `--built` | the page as it was built last, without building it |
//! | `--large` | 1 GiB of each input too, which takes an hour |
//! | `--huge`, `--huge=SIZE` | a file of 10 GiB, or of another size, opened once |
//! | `--growth=SIZE,...` | other sizes for the cost per record |
//! | `--yscope=FOLDER`, `--voyager=FOLDER` | these viewers, built there |
//! | `--out=FILE` | the page of results, in place of `benches/RESULTS.md` |
//!
//! Does not: make a file.

use super::inputs::{Input, Maker};
use crate::Outcome;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Engine,
    Inputs,
    Growth,
    Flows,
    Huge,
}

const PARTS: &[(&str, Part)] = &[
    ("engine", Part::Engine),
    ("inputs", Part::Inputs),
    ("growth", Part::Growth),
    ("flows", Part::Flows),
    ("huge", Part::Huge),
];

/// The size of an input whose name does not say it.
pub const USUAL_SIZE: &str = "100MiB";
const LARGE_SIZE: &str = "1GiB";
const HUGE_SIZE: &str = "10GiB";
const GROWTH_SIZES: &str = "1MiB,10MiB,100MiB,1000MiB,1GiB";

/// What is measured, and what the measuring program is told beside it.
#[derive(Debug, Default, PartialEq)]
pub struct Plan {
    pub parts: Vec<Part>,
    pub inputs: Vec<Input>,
    pub growth: Vec<Input>,
    pub huge: Vec<Input>,
    pub handed_on: Vec<String>,
    pub files_named: bool,
    pub built: bool,
}

/// Reads the arguments; an error says what is wrong with them.
pub fn read(arguments: &[String]) -> Outcome<Plan> {
    let mut plan = Plan::default();
    let mut only = None;
    let (mut engine, mut large, mut huge) = (true, false, None);
    let mut growth = GROWTH_SIZES;
    for argument in arguments {
        match argument.split_once('=').unwrap_or((argument, "")) {
            ("--page", "") => engine = false,
            ("--built", "") => plan.built = true,
            ("--large", "") => large = true,
            ("--huge", "") => huge = Some(HUGE_SIZE),
            ("--huge", size) => huge = Some(size),
            ("--growth", sizes) => growth = sizes,
            ("--only", names) => only = Some(parts(names)?),
            ("--yscope" | "--voyager" | "--out", _) => plan.handed_on.push(argument.clone()),
            (name, _) if name.starts_with("--") => return Err(format!("{name} is not known here")),
            _ => {
                plan.files_named = true;
                plan.handed_on.push(argument.clone());
            }
        }
    }
    let all = if plan.files_named { "engine" } else { "engine,inputs,growth,flows" };
    plan.parts = only.map_or_else(|| parts(all), Ok)?;
    plan.parts.retain(|part| engine || *part != Part::Engine);
    if huge.is_some() && !plan.parts.contains(&Part::Huge) {
        plan.parts.push(Part::Huge);
    }
    let wants = |part| plan.parts.contains(&part);
    if wants(Part::Inputs) && !plan.files_named {
        plan.inputs = inputs(USUAL_SIZE);
        plan.inputs.push(Input::new(Maker::Java, USUAL_SIZE));
        plan.inputs.push(Input::new(Maker::OtherJsonLines, USUAL_SIZE));
        plan.inputs.push(Input::new(Maker::OtherAccessLog, USUAL_SIZE));
        plan.inputs.extend(if large { inputs(LARGE_SIZE) } else { Vec::new() });
    }
    if wants(Part::Growth) {
        let one = |size| Input::new(Maker::JsonLines, size);
        plan.growth = growth.split(',').map(one).collect();
    }
    if wants(Part::Huge) {
        plan.huge.push(Input::new(Maker::JsonLinesWithOutage, huge.unwrap_or(HUGE_SIZE)));
    }
    Ok(plan)
}

/// Both of our own kinds, plain and packed.
fn inputs(size: &str) -> Vec<Input> {
    let plain = [Maker::JsonLines, Maker::AccessLog].map(|maker| Input::new(maker, size));
    let packed = plain.clone().map(|input| Input { packed: true, ..input });
    plain.into_iter().chain(packed).collect()
}

fn parts(names: &str) -> Outcome<Vec<Part>> {
    let part = |name: &str| {
        let known = PARTS.iter().find(|(known, _)| *known == name);
        known.map(|(_, part)| *part).ok_or(format!("no part of the bench is named {name}"))
    };
    names.split(',').map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(line: &str) -> Outcome<Plan> {
        read(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    fn names(inputs: &[Input]) -> String {
        inputs.iter().map(Input::name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn without_arguments_all_but_what_takes_hours() {
        let plan = plan("").unwrap();
        assert_eq!(plan.parts, [Part::Engine, Part::Inputs, Part::Growth, Part::Flows]);
        assert_eq!(
            names(&plan.inputs),
            "json-lines.jsonl access.log json-lines.jsonl.gz access.log.gz java.log \
             other-json-lines.jsonl other-access.log"
        );
        assert_eq!(
            names(&plan.growth),
            "json-lines-1MiB.jsonl json-lines-10MiB.jsonl json-lines.jsonl \
             json-lines-1000MiB.jsonl json-lines-1GiB.jsonl"
        );
        assert_eq!(plan.huge, []);
    }

    #[test]
    fn larger_ones_are_asked_for() {
        let plan = plan("--large --huge --page --yscope=a").unwrap();
        assert!(!plan.parts.contains(&Part::Engine));
        assert!(names(&plan.inputs).ends_with(
            "json-lines-1GiB.jsonl access-1GiB.log json-lines-1GiB.jsonl.gz access-1GiB.log.gz"
        ));
        assert_eq!(names(&plan.huge), "outage-10GiB.jsonl");
        assert_eq!(plan.handed_on, ["--yscope=a"]);
    }

    #[test]
    fn parts_alone_and_files_of_a_person() {
        let huge = plan("--only=huge --huge=10MiB").unwrap();
        assert_eq!(
            (huge.parts, names(&huge.huge)),
            (vec![Part::Huge], "outage-10MiB.jsonl".into())
        );
        let growth = plan("--only=growth --growth=1MiB,2MiB").unwrap();
        assert_eq!(names(&growth.growth), "json-lines-1MiB.jsonl json-lines-2MiB.jsonl");
        let files = plan("--page a.log").unwrap();
        assert_eq!((files.parts, files.handed_on), (vec![], vec!["a.log".to_owned()]));
        assert!(plan("--only=all").is_err());
        assert!(plan("--loud").is_err());
    }
}
