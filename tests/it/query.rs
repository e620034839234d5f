//! The query language as text: what it means, and what is said of mistakes.

use expect_test::{Expect, expect};
use squall::engine::{
    query::{Context, Query, QueryError, nearest},
    time::{SECOND_NANOS, TimeNanos, Zone},
};

pub(crate) fn context() -> Context {
    // 2026-03-01T14:30:00Z
    let latest = TimeNanos(1_772_375_400 * SECOND_NANOS);
    Context { zone: Zone::fixed("+01:00", 3600), latest }
}

fn check(texts: &[&str], expected: Expect) {
    let mut out = String::new();
    for text in texts {
        match Query::parse(text, &context()) {
            Ok(query) => out.push_str(&format!("{text}   ->   {query}\n")),
            Err(error) => out.push_str(&format!("{}\n", error.drawing(text))),
        }
    }
    expected.assert_eq(&out);
}

#[test]
fn words_and_phrases() {
    check(
        &[
            "",
            "  ",
            "*",
            "*:*",
            "timeout",
            "connection refused",
            "\"connection refused\"",
            "conn*refused",
            "NullPointer*",
            "connect() failed",
            "f(a,b(c)) (x)",
            "http://example.com/a?b=c",
            "10:30:05",
            "std::fs",
            r"C:\temp",
            "/api/users and /api/orders",
            "<none>",
            "- x",
            "--verbose",
            "-> x",
            "größe",
            r#""say \"hi\" to C:\temp \\""#,
            "android nothing oracle",
        ],
        expect![[r#"
               ->   
                 ->   
            *   ->   
            *:*   ->   
            timeout   ->   timeout
            connection refused   ->   connection and refused
            "connection refused"   ->   "connection refused"
            conn*refused   ->   conn*refused
            NullPointer*   ->   NullPointer*
            connect() failed   ->   "connect()" and failed
            f(a,b(c)) (x)   ->   "f(a,b(c))" and x
            http://example.com/a?b=c   ->   "http://example.com/a?b=c"
            10:30:05   ->   "10:30:05"
            std::fs   ->   "std::fs"
            C:\temp   ->   "C:\\temp"
            /api/users and /api/orders   ->   "/api/users" and "/api/orders"
            <none>   ->   "<none>"
            - x   ->   "-" and x
            --verbose   ->   "--verbose"
            -> x   ->   "->" and x
            größe   ->   größe
            "say \"hi\" to C:\temp \\"   ->   "say \"hi\" to C:\\temp \\"
            android nothing oracle   ->   android and nothing and oracle
        "#]],
    );
}

#[test]
fn operators() {
    check(
        &[
            "status=503",
            "status:503",
            "status == 503",
            "status: 503",
            "status:>=500",
            "status >= 500 and status<600",
            "status!=503",
            "-status=503",
            "not status=503",
            "!status:503",
            "user.name~smith",
            "user.name!~smith",
            "host:*",
            "host=*",
            "host!=*",
            "host=web-*",
            "host=\"web-*\"",
            "path=/api/v1/users?x=1",
            "path=/^.api/i",
            "/time ?out/i",
            "/[/]x/",
            "host=(a or b,\"c d\" e-*)",
            "host!=(a or b)",
            "\"field name\"=x",
            "\"level\"=x level=x1",
            "a=b=c",
            "a=or",
        ],
        expect![[r#"
            status=503   ->   status=503
            status:503   ->   status=503
            status == 503   ->   status=503
            status: 503   ->   status=503
            status:>=500   ->   status>=500
            status >= 500 and status<600   ->   status>=500 and status<600
            status!=503   ->   status!=503
            -status=503   ->   status!=503
            not status=503   ->   status!=503
            !status:503   ->   status!=503
            user.name~smith   ->   user.name~smith
            user.name!~smith   ->   user.name!~smith
            host:*   ->   host:*
            host=*   ->   host:*
            host!=*   ->   not host:*
            host=web-*   ->   host=web-*
            host="web-*"   ->   host="web-*"
            path=/api/v1/users?x=1   ->   path=/api/v1/users?x=1
            path=/^.api/i   ->   path=/^.api/i
            /time ?out/i   ->   /time ?out/i
            /[/]x/   ->   /[/]x/
            host=(a or b,"c d" e-*)   ->   host=(a or b or "c d" or e-*)
            host!=(a or b)   ->   host!=(a or b)
            "field name"=x   ->   "field name"=x
            "level"=x level=x1
                            ^^ "x1" is no level; the levels are trace, debug, info, notice, warn, error, fatal and none
            a=b=c   ->   a=b=c
            a=or   ->   a="or"
        "#]],
    );
}

#[test]
fn levels_times_and_patterns() {
    check(
        &[
            "level>=WARN",
            "level:Warning",
            "level=(err, crit)",
            "level=none",
            "level=e*",
            "level:*",
            "source=web/*.log",
            "pattern=9F2c41d07be1a344",
            "pattern!=1",
            "time>=-15m",
            "time<2026-03-01T14:00 time>=\"2026-03-01 13:00\"",
            "time=2026-03-01",
            "took>500ms size<=1.5MiB at>=2026-03-01T14:00Z",
        ],
        expect![[r#"
            level>=WARN   ->   level>=warn
            level:Warning   ->   level=warn
            level=(err, crit)   ->   level=(error or fatal)
            level=none   ->   level=none
            level=e*   ->   level=e*
            level:*   ->   level:*
            source=web/*.log   ->   source=web/*.log
            pattern=9F2c41d07be1a344   ->   pattern=9f2c41d07be1a344
            pattern!=1   ->   pattern!=0000000000000001
            time>=-15m   ->   time>=-15m
            time<2026-03-01T14:00 time>="2026-03-01 13:00"   ->   time<2026-03-01T14:00 and time>="2026-03-01 13:00"
            time=2026-03-01   ->   time=2026-03-01
            took>500ms size<=1.5MiB at>=2026-03-01T14:00Z   ->   took>500ms and size<=1.5MiB and at>=2026-03-01T14:00Z
        "#]],
    );
}

#[test]
fn joining() {
    check(
        &[
            "a b or c d",
            "a AND b && c || d",
            "(a or b) c",
            "not a b",
            "not (a b)",
            "NOT NOT a",
            "-(a or b)",
            "((a))",
            "((a b) c) or (d or e)",
            "(x=1)and(y=2)",
            "not(a)or(b)",
            "* a",
        ],
        expect![[r#"
            a b or c d   ->   a and b or c and d
            a AND b && c || d   ->   a and b and c or d
            (a or b) c   ->   (a or b) and c
            not a b   ->   not a and b
            not (a b)   ->   not (a and b)
            NOT NOT a   ->   not not a
            -(a or b)   ->   not (a or b)
            ((a))   ->   a
            ((a b) c) or (d or e)   ->   a and b and c or d or e
            (x=1)and(y=2)   ->   x=1 and y=2
            not(a)or(b)   ->   not a or b
            * a   ->   * and a
        "#]],
    );
}

#[test]
fn mistakes_of_shape() {
    check(
        &[
            "and a",
            "a and",
            "a or or b",
            "(a or",
            "(a",
            "a)",
            "()",
            ")",
            "not",
            "a and ()",
            "status=",
            "status= and a",
            "(status=)",
            "=5",
            "!= 5",
            "\"never closed",
            "a=\"never closed",
        ],
        expect![[r#"
            and a
            ^^^ a condition is missing before and
            a and
                 ^ a condition is missing after and
            a or or b
                 ^^ a condition is missing after or
            (a or
                 ^ a condition is missing after or
            (a
            ^ this bracket is not closed
            a)
             ^ this bracket closes nothing
            ()
            ^^ nothing stands between the brackets
            )
            ^ this bracket closes nothing
            not
               ^ a condition is missing after not
            a and ()
                  ^^ nothing stands between the brackets
            status=
                  ^ a value for status is missing; status="" finds empty ones
            status= and a
                  ^ a value for status is missing; status="" finds empty ones
            (status=)
                   ^ a value for status is missing; status="" finds empty ones
            =5
            ^ a field is missing before =; to search for the text itself, quote it
            != 5
            ^^ a field is missing before !=; to search for the text itself, quote it
            "never closed
            ^^^^^^^^^^^^^ the closing quote is missing
            a="never closed
              ^^^^^^^^^^^^^ the closing quote is missing
        "#]],
    );
}

#[test]
fn mistakes_of_values() {
    check(
        &[
            "a=(b or",
            "a=()",
            "a=(b and c)",
            "a=((b))",
            "a>(1 or 2)",
            "a>web-*",
            "a~/x/",
            "a=~\"x\"",
            "/a(/",
            "a=/[z-a]/",
            r"/\w{1000}{1000}/",
            "level=errror",
            "level>none",
            "level=x",
            "time>yesterday",
            "time~5",
            "source>a",
            "pattern=xyz",
            "pattern>1",
            "größe= x and Übung=",
        ],
        expect![[r#"
            a=(b or
              ^ this bracket is not closed
            a=()
              ^^ nothing stands between the brackets
            a=(b and c)
                 ^^^ a list of values is written (one or two or "the third")
            a=((b))
               ^ a list of values is written (one or two or "the third")
            a>(1 or 2)
             ^ > does not go with a list of values
            a>web-*
              ^^^^^ > does not go with wildcards; quote the value
            a~/x/
              ^^^ ~ does not go with a regular expression
            a=~"x"
             ^^ =~ is not known; a regular expression is written field=/…/
            /a(/
            ^^^^ the regular expression fails: unclosed group
            a=/[z-a]/
              ^^^^^^^ the regular expression fails: invalid character class range, the start must be <= the end
            /\w{1000}{1000}/
            ^^^^^^^^^^^^^^^^ the regular expression fails: it is too large
            level=errror
                  ^^^^^^ "errror" is no level; the levels are trace, debug, info, notice, warn, error, fatal and none (did you mean error?)
            level>none
                  ^^^^ "none" is no level; the levels are trace, debug, info, notice, warn, error, fatal and none
            level=x
                  ^ "x" is no level; the levels are trace, debug, info, notice, warn, error, fatal and none
            time>yesterday
                 ^^^^^^^^^ "yesterday" is no time; write 2026-03-01T14:05, 14:05 or -15m (before the latest)
            time~5
                 ^ ~ does not go with time
            source>a
                   ^ > does not go with source
            pattern=xyz
                    ^^^ "xyz" is no pattern; a pattern is up to 16 digits 0-9 and a-f
            pattern>1
                    ^ > does not go with pattern
            größe= x and Übung=
                              ^ a value for Übung is missing; Übung="" finds empty ones
        "#]],
    );
}

#[test]
fn too_much_is_refused() {
    let parse = |text: &str| Query::parse(text, &context()).map_err(|error| error.to_string());
    assert_eq!(
        parse(&format!("{}a{}", "(".repeat(101), ")".repeat(101))),
        Err("more than 100 brackets and negations within each other".to_owned())
    );
    assert!(parse(&format!("{}a{}", "(".repeat(100), ")".repeat(100))).is_ok());
    assert!(parse(&"not ".repeat(100_000)).is_err());
    assert!(parse(&"-".repeat(60_000)).is_ok());
    assert!(parse(&"a(".repeat(30_000)).is_err());
    assert_eq!(parse(&"a".repeat(65_537)), Err("the query is longer than 65536 bytes".to_owned()));
}

#[test]
fn unknown_fields_are_warned_of() {
    let known = ["status", "host", "user.name"];
    let query = Query::parse("lvl=x and (statsu>5 or -host=a) time>-5m", &context()).unwrap();
    let unknown = query.unknown_fields(&|name| known.contains(&name));
    let warnings: Vec<String> = unknown
        .iter()
        .map(|field| QueryError::unknown_field(field, nearest(&field.name, known)))
        .map(|warning| format!("{:?} {warning}\n", warning.span))
        .collect();
    expect![[r#"
        0..3 no record has a field "lvl"
        11..17 no record has a field "statsu" (did you mean status?)
    "#]]
    .assert_eq(&warnings.concat());
}
