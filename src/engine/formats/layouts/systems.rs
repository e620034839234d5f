//! Rows of databases, operating systems and programs.
//!
//! Does not: read what any text with a time, a level and a message already gives.

use super::{Layout, PLAIN};
use crate::{formats::table::Example, level::Level};

pub(in crate::formats) static MYSQL_GENERAL: Layout = Layout {
    name: "mysql-general",
    title: "MySQL general query log",
    specification: "https://dev.mysql.com/doc/refman/8.4/en/query-log.html",
    patterns: &[
        "{time} {thread:n} {command:=Query|Connect|Quit|Init DB|Prepare|Execute|Close stmt|Reset stmt|Fetch|Statistics|Field List|Ping|Change user|Shutdown|Refresh|Processlist|Kill|Debug|Time|Delayed insert|Binlog Dump|Register Slave|Set option|Long Data|Sleep|Create DB|Drop DB|Table Dump|Daemon|Error}{*}",
        "\t\t {thread:n} {command:=Query|Connect|Quit|Init DB|Prepare|Execute|Close stmt|Reset stmt|Fetch|Statistics|Field List|Ping}{*}",
    ],
    examples: &[Example {
        text: "2024-03-09T10:11:12.345678Z\t   10 Query\tselect *\nfrom carts",
        time: Some("2024-03-09T10:11:12.345678Z"),
        level: None,
        message: "select *\nfrom carts",
        fields: &[("thread", "10"), ("command", "Query")],
    }],
    ..PLAIN
};

pub(in crate::formats) static LOGCAT: Layout = Layout {
    name: "logcat",
    title: "Android logcat",
    specification: "https://developer.android.com/tools/logcat#outputFormat",
    patterns: &[
        "{time} {pid:n} {tid:n} {level:=V|D|I|W|E|F|A|S} {tag}: {*}",
        "{time} {uid} {pid:n} {tid:n} {level:=V|D|I|W|E|F|A|S} {tag}: {*}",
        "{time} {level:=V|D|I|W|E|F|A|S}/{tag}({pid}): {*}",
        "{level:=V|D|I|W|E|F|A|S}/{tag}({pid}): {*}",
    ],
    examples: &[
        Example {
            text: "03-09 10:11:12.345  1702  2395 W ActivityManager: slow start took=7",
            time: Some("2026-03-09T10:11:12.345Z"),
            level: Some(Level::Warn),
            message: "slow start took=7",
            fields: &[("pid", "1702"), ("tid", "2395"), ("tag", "ActivityManager")],
        },
        Example {
            text: "03-09 10:11:12.345 E/dalvikvm( 170): boom",
            time: Some("2026-03-09T10:11:12.345Z"),
            level: Some(Level::Error),
            message: "boom",
            fields: &[("tag", "dalvikvm")],
        },
    ],
    ..PLAIN
};

pub(in crate::formats) static DPKG: Layout = Layout {
    name: "dpkg",
    title: "dpkg",
    specification: "https://manpages.debian.org/bookworm/dpkg/dpkg.1.en.html",
    patterns: &[
        "{time} status {state} {package} {version}",
        "{time} {action:=install|upgrade|remove|purge|configure|trigproc|disappear} {package} {installed_version} {available_version}",
        "{time} startup {kind} {command}",
        "{time} conffile {file} {decision}",
    ],
    examples: &[Example {
        text: "2024-03-09 10:11:12 upgrade libc6:amd64 2.36-9 2.36-10",
        time: Some("2024-03-09T10:11:12Z"),
        level: None,
        message: "upgrade libc6:amd64 2.36-9 2.36-10",
        fields: &[("package", "libc6:amd64"), ("available_version", "2.36-10")],
    }],
    ..PLAIN
};

pub(in crate::formats) static CUPS_PAGE: Layout = Layout {
    name: "cups-page",
    title: "CUPS page log",
    specification: "https://www.cups.org/doc/man-cupsd-logs.html",
    patterns: &[
        "{printer} {user} {job_id:d} [{time}] {page_number:n} {num_copies:n} {job_billing} {job_host}? {job_name} {media} {sides}",
    ],
    examples: &[Example {
        text: "laser ann 401 [09/Mar/2024:10:11:12 +0100] 1 3 #marketing 192.0.2.7",
        time: Some("2024-03-09T09:11:12Z"),
        level: None,
        message: "laser ann 401 [09/Mar/2024:10:11:12 +0100] 1 3 #marketing 192.0.2.7",
        fields: &[("user", "ann"), ("num_copies", "3"), ("job_billing", "#marketing")],
    }],
    ..PLAIN
};

pub(in crate::formats) static VMKERNEL: Layout = Layout {
    name: "vmkernel",
    title: "ESXi vmkernel",
    specification: "https://techdocs.broadcom.com/us/en/vmware-cis/vsphere/vsphere/8-0/vsphere-monitoring-and-performance/monitoring-events-alarms-and-automated-actions/system-log-files.html",
    levels: &[("ALERT", Level::Fatal), ("WARNING", Level::Warn)],
    patterns: &[
        "{time} cpu{cpu:n}:{world:n} opID={opid}){severity:l}: {*}",
        "{time} cpu{cpu:n}:{world:n} opID={opid}){module}: {*}",
        "{time} cpu{cpu:n}:{world:n}){severity:l}: {*}",
        "{time} cpu{cpu:n}:{world:n}){module}: {*}",
        "{time} {level:=In|Er|Wa|Db|No|Cr|Al|Em}({pri:n}) {tag}: cpu{cpu:n}:{world:n}){module}: {*}",
    ],
    examples: &[Example {
        text: "2024-03-09T10:11:12.345Z cpu7:35233 opID=1a2b)WARNING: VC: rescan took=704",
        time: Some("2024-03-09T10:11:12.345Z"),
        level: Some(Level::Warn),
        message: "VC: rescan took=704",
        fields: &[("cpu", "7"), ("world", "35233"), ("opid", "1a2b")],
    }],
    ..PLAIN
};

pub(in crate::formats) static SSSD: Layout = Layout {
    name: "sssd",
    title: "SSSD debug log",
    specification: "https://sssd.io/troubleshooting/basics.html",
    levels: &[
        ("0x0010", Level::Fatal),
        ("0x0020", Level::Fatal),
        ("0x0040", Level::Error),
        ("0x0080", Level::Warn),
        ("0x0100", Level::Info),
        ("0x0200", Level::Info),
        ("0x0400", Level::Debug),
        ("0x1000", Level::Trace),
        ("0x2000", Level::Trace),
        ("0x4000", Level::Trace),
        ("0x8000", Level::Trace),
        ("0x3f7c0", Level::Info),
    ],
    patterns: &[
        "({time}): [{service}[{domain}]] [{function}] ({debug_level:l}): {*}",
        "({time}): [{service}] [{function}] ({debug_level:l}): {*}",
        "({time}) [{service}[{domain}]] [{function}] ({debug_level:l}): {*}",
        "({time}) [{service}] [{function}] ({debug_level:l}): {*}",
    ],
    examples: &[Example {
        text: "(2024-03-09 10:11:12): [be[a.example]] [sysdb_add_user] (0x0040): [RID#3] Group exists",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Error),
        message: "[RID#3] Group exists",
        fields: &[("service", "be"), ("domain", "a.example"), ("function", "sysdb_add_user")],
    }],
    ..PLAIN
};

pub(in crate::formats) static NAGIOS: Layout = Layout {
    name: "nagios",
    title: "Nagios and Icinga",
    specification: "https://assets.nagios.com/downloads/nagioscore/docs/nagioscore/4/en/configmain.html#log_file",
    levels: &[
        ("OK", Level::Info),
        ("UP", Level::Info),
        ("WARNING", Level::Warn),
        ("UNKNOWN", Level::Warn),
        ("UNREACHABLE", Level::Error),
        ("CRITICAL", Level::Fatal),
        ("DOWN", Level::Fatal),
    ],
    patterns: &[
        "[{time:e}] {type:=SERVICE ALERT|CURRENT SERVICE STATE|INITIAL SERVICE STATE}: {host};{service};{status:l};{state};{attempt:n};{*}",
        "[{time:e}] {type:=HOST ALERT|CURRENT HOST STATE|INITIAL HOST STATE}: {host};{status:l};{state};{attempt:n};{*}",
        "[{time:e}] {type:=SERVICE NOTIFICATION}: {contact};{host};{service};{status:l};{command};{*}",
        "[{time:e}] {type:=HOST NOTIFICATION}: {contact};{host};{status:l};{command};{*}",
        "[{time:e}] {type:=SERVICE FLAPPING ALERT|SERVICE DOWNTIME ALERT}: {host};{service};{state};{*}",
        "[{time:e}] {type:=HOST FLAPPING ALERT|HOST DOWNTIME ALERT}: {host};{state};{*}",
        "[{time:e}] {type:=EXTERNAL COMMAND}: {command};{*}",
    ],
    examples: &[Example {
        text: "[1709979072] SERVICE ALERT: web-1;HTTP;WARNING;HARD;4;HTTP/1.1 401 Unauthorized",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Warn),
        message: "HTTP/1.1 401 Unauthorized",
        fields: &[("host", "web-1"), ("service", "HTTP"), ("state", "HARD")],
    }],
    ..PLAIN
};

pub(in crate::formats) static SAP_HANA: Layout = Layout {
    name: "sap-hana",
    title: "SAP HANA trace",
    specification: "https://help.sap.com/docs/SAP_HANA_PLATFORM/6b94445c94ae495c83a19646e7c3fd56/7e31247372fb4dd7b8c6bbac758b8c91.html",
    levels: &[
        ("f", Level::Fatal),
        ("e", Level::Error),
        ("w", Level::Warn),
        ("i", Level::Info),
        ("d", Level::Debug),
    ],
    patterns: &[
        "[{thread:n}]{connection_id:c}[{transaction_id}/{update_transaction_id}] {time} {severity:l} {component} {file}({line}) : {*}",
    ],
    examples: &[Example {
        text: "[12034]{200001}[15/40637290] 2024-03-09 10:11:12.345678 w Backup BackupManager.cpp(00245) : slow\n  again",
        time: Some("2024-03-09T10:11:12.345678Z"),
        level: Some(Level::Warn),
        message: "slow\n  again",
        fields: &[("connection_id", "200001"), ("component", "Backup"), ("line", "00245")],
    }],
    ..PLAIN
};

pub(in crate::formats) static ERLANG: Layout = Layout {
    name: "ns-server",
    title: "Couchbase server",
    specification: "https://docs.couchbase.com/server/current/manage/manage-logging/manage-logging.html",
    patterns: &[
        "[{type}:{level},{time},{node_name}:{source}:{function}]{*}",
        "[{type}:{level},{time},{node_name}:{source}]{*}",
    ],
    examples: &[Example {
        text: "[ns_server:warn,2024-03-09T10:11:12.345Z,ns_1@cb.local:index_updater<0.7.0>:index:build:7]slow build",
        time: Some("2024-03-09T10:11:12.345Z"),
        level: Some(Level::Warn),
        message: "slow build",
        fields: &[("type", "ns_server"), ("node_name", "ns_1@cb.local")],
    }],
    ..PLAIN
};

pub(in crate::formats) static LAGER: Layout = Layout {
    name: "erlang",
    title: "Erlang programs (RabbitMQ, ejabberd)",
    specification: "https://www.rabbitmq.com/docs/logging",
    patterns: &[
        "{time} [{level}] {pid:g}@{module}:{function}:{line:d} {*}",
        "{time} [{level}] {pid:g} {*}",
        "={level} REPORT==== {time} ==={*}",
    ],
    examples: &[
        Example {
            text: "2024-03-09 10:11:12.345678+01:00 [erro] <0.692.0> Disk free space too low. free=500",
            time: Some("2024-03-09T09:11:12.345678Z"),
            level: Some(Level::Error),
            message: "Disk free space too low. free=500",
            fields: &[("pid", "<0.692.0>"), ("free", "500")],
        },
        Example {
            text: "=WARNING REPORT==== 9-Mar-2024::10:11:12 ===\nclosing AMQP connection",
            time: Some("2024-03-09T10:11:12Z"),
            level: Some(Level::Warn),
            message: "closing AMQP connection",
            fields: &[],
        },
    ],
    ..PLAIN
};

pub(in crate::formats) static MSSQL: Layout = Layout {
    name: "mssql",
    title: "SQL Server error log",
    specification: "https://learn.microsoft.com/en-us/sql/relational-databases/logs/view-offline-log-files",
    patterns: &["{time} {source:=Server|Logon|Backup|Starting|spid}{spid:o} {*}"],
    examples: &[Example {
        text: "2024-03-09 10:11:12.34 spid51s     Login failed for user 'ann'. [CLIENT: 192.0.2.7]\n\tReason: none",
        time: Some("2024-03-09T10:11:12.34Z"),
        level: None,
        message: "Login failed for user 'ann'. [CLIENT: 192.0.2.7]\n\tReason: none",
        fields: &[("spid", "51s"), ("user", "ann")],
    }],
    ..PLAIN
};

pub(in crate::formats) static MONOLOG: Layout = Layout {
    name: "monolog",
    title: "Monolog and Laravel",
    specification: "https://github.com/Seldaek/monolog/blob/main/src/Monolog/Formatter/LineFormatter.php",
    patterns: &[
        "[{time}] {channel}.{level:=DEBUG|INFO|NOTICE|WARNING|ERROR|CRITICAL|ALERT|EMERGENCY}: {*}",
    ],
    examples: &[Example {
        text: "[2024-03-09 10:11:12] local.ERROR: card declined {\"user_id\":7} []",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Error),
        message: "card declined",
        fields: &[("channel", "local"), ("user_id", "7")],
    }],
    ..PLAIN
};

pub(in crate::formats) static WEBLOGIC: Layout = Layout {
    name: "weblogic",
    title: "WebLogic server",
    specification: "https://docs.oracle.com/en/middleware/fusion-middleware/weblogic-server/12.2.1.4/wllog/logging_services.html",
    patterns: &[
        "####<{time}> <{level}> <{subsystem}> <{machine}> <{server}> <{thread}> <<{user}>> <{transaction}> <{diagnostic_context}> <{epoch}> <{attributes}> <{code}> <{*:>}",
        "####<{time}> <{level}> <{subsystem}> <{machine}> <{server}> <{thread}> <{user}> <{transaction}> <{diagnostic_context}> <{epoch}> <{attributes}> <{code}> <{*:>}",
        "####<{time}> <{level}> <{subsystem}> <{machine}> <{server}> <{thread}> <<{user}>> <{transaction}> <{diagnostic_context}> <{epoch}> <{code}> <{*:>}",
        "<{time}> <{level}> <{subsystem}> <{code}> <{*:>}",
    ],
    examples: &[Example {
        text: "####<Mar 9, 2024, 10:11:12,345 AM GMT> <Warning> <Server> <m1> <s1> <main> <<WLS Kernel>> <> <ad4c-7> <1709979072345> <[severity-value: 16] > <BEA-002613> <Channel is slow.>",
        time: Some("2024-03-09T10:11:12.345Z"),
        level: Some(Level::Warn),
        message: "Channel is slow.",
        fields: &[("subsystem", "Server"), ("user", "WLS Kernel"), ("code", "BEA-002613")],
    }],
    ..PLAIN
};

pub(in crate::formats) static WEBSPHERE: Layout = Layout {
    name: "websphere",
    title: "WebSphere server",
    specification: "https://www.ibm.com/docs/en/was/9.0.5?topic=SSEQTP_9.0.5/com.ibm.websphere.base.doc/ae/rtrb_readmsglogs.htm",
    levels: &[
        ("F", Level::Fatal),
        ("E", Level::Error),
        ("W", Level::Warn),
        ("A", Level::Info),
        ("I", Level::Info),
        ("C", Level::Info),
        ("D", Level::Debug),
        ("O", Level::Info),
        ("R", Level::Error),
        ("1", Level::Debug),
        ("2", Level::Debug),
        ("3", Level::Trace),
        (">", Level::Trace),
        ("<", Level::Trace),
    ],
    patterns: &["[{time}] {thread:x} {logger} {type:l} {*}"],
    examples: &[Example {
        text: "[3/9/24 10:11:12:345 CET] 0000004c PayService    E   PAYS0221E: card declined id=7",
        time: Some("2024-03-09T09:11:12.345Z"),
        level: Some(Level::Error),
        message: "PAYS0221E: card declined id=7",
        fields: &[("thread", "0000004c"), ("logger", "PayService"), ("id", "7")],
    }],
    ..PLAIN
};

pub(in crate::formats) static LINUX_AUDIT: Layout = Layout {
    name: "linux-audit",
    title: "Linux audit",
    specification: "https://github.com/linux-audit/audit-documentation/wiki/SPEC-Audit-Event-Enrichment",
    patterns: &[
        "type={type} msg=audit({time:e}:{serial:d}): {*}",
        "node={node} type={type} msg=audit({time:e}:{serial:d}): {*}",
        "audit: type={type} audit({time:e}:{serial:d}): {*}",
    ],
    examples: &[Example {
        text: "type=SYSCALL msg=audit(1709979072.345:4070): arch=c000003e syscall=59 success=yes comm=\"ls\"",
        time: Some("2024-03-09T10:11:12.345Z"),
        level: None,
        message: "arch=c000003e syscall=59 success=yes comm=\"ls\"",
        fields: &[("type", "SYSCALL"), ("serial", "4070"), ("syscall", "59"), ("comm", "ls")],
    }],
    ..PLAIN
};

pub(in crate::formats) static MACOS_LOG: Layout = Layout {
    name: "macos-log",
    title: "macOS (log show)",
    specification: "https://developer.apple.com/documentation/os/viewing-log-messages",
    levels: &[
        ("Default", Level::Notice),
        ("Info", Level::Info),
        ("Activity", Level::Info),
        ("Debug", Level::Debug),
        ("Error", Level::Error),
        ("Fault", Level::Fatal),
    ],
    patterns: &["{time} 0x{thread} {type:l} 0x{activity} {pid:d} {ttl:d} {process}: {*}"],
    examples: &[Example {
        text: "2024-03-09 10:11:12.345678+0100 0x1a2b     Error       0x0                  123    0    shopd: (Pay) card declined",
        time: Some("2024-03-09T09:11:12.345678Z"),
        level: Some(Level::Error),
        message: "(Pay) card declined",
        fields: &[("type", "Error"), ("pid", "123"), ("process", "shopd")],
    }],
    ..PLAIN
};

pub(in crate::formats) static ORACLE_LISTENER: Layout = Layout {
    name: "oracle-listener",
    title: "Oracle listener",
    specification: "https://docs.oracle.com/en/database/oracle/oracle-database/19/netag/identifying-and-diagnosing-oracle-database-network-services-problems.html",
    patterns: &[
        "{time} * {connect_data} * {address} * {event} * {service} * {code:n}",
        "{time} * {connect_data} * {event} * {code:n}",
        "{time} * {event} * {service} * {code:n}",
    ],
    examples: &[Example {
        text: "09-MAR-2024 10:11:12 * (CONNECT_DATA=(SID=shop)(CID=(PROGRAM=pay)(USER=ann))) * (ADDRESS=(PROTOCOL=tcp)(HOST=192.0.2.7)(PORT=54321)) * establish * shop * 0",
        time: Some("2024-03-09T10:11:12Z"),
        level: None,
        message: "* (CONNECT_DATA=(SID=shop)(CID=(PROGRAM=pay)(USER=ann))) * (ADDRESS=(PROTOCOL=tcp)(HOST=192.0.2.7)(PORT=54321)) * establish * shop * 0",
        fields: &[("event", "establish"), ("service", "shop"), ("code", "0")],
    }],
    ..PLAIN
};

pub(in crate::formats) static RUBY: Layout = Layout {
    name: "ruby-logger",
    title: "Ruby's Logger",
    specification: "https://docs.ruby-lang.org/en/master/Logger.html",
    patterns: &[
        "{severity:=D|I|W|E|F|A}, [{time} #{pid:n}] {level} -- {progname}: {*}",
        "{severity:=D|I|W|E|F|A}, [{time} #{pid:n}] ANY -- {progname}: {*}",
    ],
    examples: &[Example {
        text: "W, [2024-03-09T10:11:12.345678 #4711]  WARN -- pay: card declined",
        time: Some("2024-03-09T10:11:12.345678Z"),
        level: Some(Level::Warn),
        message: "card declined",
        fields: &[("pid", "4711"), ("progname", "pay")],
    }],
    ..PLAIN
};

pub(in crate::formats) static RAILS: Layout = Layout {
    name: "rails",
    title: "Rails requests",
    specification: "https://guides.rubyonrails.org/debugging_rails_applications.html#the-logger",
    patterns: &["Started {method} {path} for {client} at {time}"],
    examples: &[Example {
        text: "Started GET \"/carts/7\" for 192.0.2.7 at 2024-03-09 10:11:12 +0100\nProcessing by CartsController#show as HTML\n  Parameters: {\"id\"=>\"7\"}",
        time: Some("2024-03-09T09:11:12Z"),
        level: None,
        message: "Started GET \"/carts/7\" for 192.0.2.7 at 2024-03-09 10:11:12 +0100",
        fields: &[("method", "GET"), ("path", "/carts/7"), ("client", "192.0.2.7")],
    }],
    ..PLAIN
};

pub(in crate::formats) static CAPNSLOG: Layout = Layout {
    name: "capnslog",
    title: "etcd and other CoreOS programs",
    specification: "https://github.com/coreos/pkg/blob/main/capnslog/formatters.go",
    patterns: &["{time} {level:=D|I|N|W|E|C|T} | {package}: {*}"],
    examples: &[Example {
        text: "2024-03-09 10:11:12.345678 W | etcdserver: read index took=7",
        time: Some("2024-03-09T10:11:12.345678Z"),
        level: Some(Level::Warn),
        message: "read index took=7",
        fields: &[("package", "etcdserver")],
    }],
    ..PLAIN
};
