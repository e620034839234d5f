//! `cargo xtask serve`: the built page on this machine's own address.
//!
//! Does not: serve anything but the one file, or anyone but this machine.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::Duration;

use crate::{Outcome, build, house};

const PORT_FIRST: u16 = 8080;
const PORTS_TRIED: u16 = 20;
const REQUEST_BYTES_MAX: u64 = 64 * 1024;

/// Builds, serves on loopback, prints the address.
pub fn serve(arguments: &[String]) -> Outcome {
    build::build(arguments)?;
    let ports = PORT_FIRST..PORT_FIRST + PORTS_TRIED;
    let listener = ports
        .into_iter()
        .find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
        .ok_or_else(|| format!("no free port from {PORT_FIRST} on"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("\nSquall is at http://{address}/ (Ctrl-C ends it)");
    std::thread::scope(|scope| {
        for stream in listener.incoming().flatten() {
            scope.spawn(|| {
                // A browser that went away is no trouble of ours.
                let _ = reply(stream);
            });
        }
    });
    Ok(())
}

fn reply(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    let mut request = BufReader::new(stream.try_clone()?).take(REQUEST_BYTES_MAX);
    let mut first = String::new();
    request.read_line(&mut first)?;
    let mut header = String::new();
    while request.read_line(&mut header)? > 2 {
        header.clear();
    }
    // Read for each request: a build beside this one is seen by reloading.
    let page = std::fs::read(house::artifact())?;
    let (status, kind, body) = answer(&first, &page);
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {}\r\n\
         Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(body)
}

/// Status, kind and body for the first line of a request.
fn answer<'page>(first: &str, page: &'page [u8]) -> (&'static str, &'static str, &'page [u8]) {
    let mut words = first.split_whitespace();
    let path = match (words.next(), words.next()) {
        (Some("GET"), Some(path)) => path.split('?').next().unwrap_or(path),
        _ => return ("405 Method Not Allowed", "text/plain", b"only GET\n"),
    };
    match path {
        "/" | "/index.html" | "/squall.html" => ("200 OK", "text/html", page),
        _ => ("404 Not Found", "text/plain", b"only one page here\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::answer;

    #[test]
    fn there_is_one_page() {
        assert_eq!(answer("GET /?x=1 HTTP/1.1", b"page").2, b"page");
        assert_eq!(answer("GET /../Cargo.toml HTTP/1.1", b"page").0, "404 Not Found");
        assert_eq!(answer("POST / HTTP/1.1", b"page").0, "405 Method Not Allowed");
    }
}
