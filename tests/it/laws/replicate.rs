//! A request made again by its script: what a server on this machine is asked is what the logs hold.
//!
//! Does not: ask any other machine.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::Command as Process,
    thread,
};

use squall::protocol::page::{Command, Replica, ReplicaTarget, Reply};

use super::{
    desk::{Desk, Spread, ask, open},
    sources::Source,
};

/// What a server was asked.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    line: String,
    headers: Vec<(String, String)>,
    body: String,
}

/// A session of three requests, the last of which fails; another session between them.
fn logs() -> Vec<Source> {
    let entry = |time: &str, session: &str, id: &str, rest: &str| {
        format!(
            "{{\"time\":\"2026-03-01T10:00:{time}Z\",\"msg\":\"request\",\"session_id\":\"{session}\",\
             \"request_id\":\"{id}\",{rest}}}\n"
        )
    };
    let mut log = String::new();
    for other in 0..30 {
        let id = format!("{other:04x}aaaabbbbcccc");
        let status = "\"method\":\"GET\",\"path\":\"/api/catalog\",\"status\":200";
        log += &entry(&format!("{other:02}.000"), "s-other", &id, status);
    }
    log += &entry(
        "31.100",
        "s-4711",
        "00010203aabbccdd",
        r#""method":"GET","path":"/login?user=ann&next=%2Fcart","status":200,"user_agent":"okhttp/4.12.0""#,
    );
    log += &entry(
        "32.200",
        "s-4711",
        "00010203aabbccee",
        r#""method":"POST","path":"/cart/items","status":201,"headers":{"Content-Type":"application/json","Authorization":"Bearer abcdefgh12345678"},"body":{"sku":"it's 5\" wide","count":2}"#,
    );
    log += &entry(
        "33.300",
        "s-4711",
        "00010203aabbccff",
        r#""method":"POST","path":"/checkout?step=2&token=abcdefgh12345678","status":503,"headers":{"Content-Type":"application/x-www-form-urlencoded","X-Team":"a $(id) `b`"},"body":"card=4111&pwd=hunter2""#,
    );
    vec![Source(log.into_bytes())]
}

fn replica(desk: &mut Desk, target: ReplicaTarget, unmasked: bool, earlier_max: u32) -> Replica {
    let id = "00010203aabbccff".to_owned();
    match ask(desk, Command::Replicate { id, target, unmasked, earlier_max }) {
        Reply::Replica(found) => *found,
        other => panic!("{other:?}"),
    }
}

/// Reads what one connection asks, and answers it.
fn serve(stream: TcpStream) -> std::io::Result<Asked> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut headers = Vec::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let Some((name, value)) = header.trim_end().split_once(": ") else { break };
        headers.push((name.to_owned(), value.to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "Content-Length");
    let length = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let mut stream = stream;
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")?;
    headers.retain(|(name, _)| !["Host", "Content-Length"].contains(&name.as_str()));
    let body = String::from_utf8_lossy(&body).into_owned();
    Ok(Asked { line: line.trim_end().to_owned(), headers, body })
}

#[test]
fn the_script_asks_what_the_logs_hold() {
    let mut desk = open(&logs(), Spread::WHOLE, 0);
    let replica = replica(&mut desk, ReplicaTarget::Curl, false, 10);
    assert_eq!((replica.requests, replica.earlier, replica.masked), (3, 2, 2), "{}", replica.text);
    assert!(replica.missing[0].starts_with("BASE_URL: "), "{:?}", replica.missing);
    let server = TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}", server.local_addr().expect("its address"));
    let recording = thread::spawn(move || -> Vec<Asked> {
        let streams = server.incoming().take(3);
        streams.map(|stream| serve(stream.expect("a connection")).expect("a request")).collect()
    });
    let run = Process::new("sh")
        .args(["-c", &replica.text])
        .envs([("BASE_URL", base.as_str()), ("TOKEN_1", "abcdefgh12345678")])
        .envs([("PASSWORD_1", "hunter2"), ("no_proxy", "*")])
        .output()
        .expect("a shell");
    let errors = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{errors}\n{}", replica.text);
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let expected = [
        Asked {
            line: "GET /login?user=ann&next=%2Fcart HTTP/1.1".to_owned(),
            headers: vec![header("User-Agent", "okhttp/4.12.0")],
            body: String::new(),
        },
        Asked {
            line: "POST /cart/items HTTP/1.1".to_owned(),
            headers: vec![
                header("Content-Type", "application/json"),
                header("Authorization", "Bearer abcdefgh12345678"),
            ],
            body: r#"{"sku":"it's 5\" wide","count":2}"#.to_owned(),
        },
        Asked {
            line: "POST /checkout?step=2&token=abcdefgh12345678 HTTP/1.1".to_owned(),
            headers: vec![
                header("Content-Type", "application/x-www-form-urlencoded"),
                header("X-Team", "a $(id) `b`"),
            ],
            body: "card=4111&pwd=hunter2".to_owned(),
        },
    ];
    assert_eq!(recording.join().expect("the server"), expected);
}

#[test]
fn secrets_stay_out_unless_they_are_asked_for() {
    let mut desk = open(&logs(), Spread { shards: 2, cut_bytes: 900 }, 0);
    let targets =
        [ReplicaTarget::Curl, ReplicaTarget::Har, ReplicaTarget::Http, ReplicaTarget::Excerpt];
    for target in targets {
        let masked = replica(&mut desk, target, false, 0);
        assert_eq!((masked.masked, masked.earlier), (2, 0), "{}", masked.text);
        for secret in ["abcdefgh12345678", "hunter2"] {
            assert!(!masked.text.contains(secret), "{}", masked.text);
            let unmasked = replica(&mut desk, target, true, 0);
            assert!(unmasked.text.contains(secret), "{}", unmasked.text);
        }
    }
}
