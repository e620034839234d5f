//! Rows of load balancers, proxies, web and name servers, and firewalls.
//!
//! Does not: read common and combined access logs; `access` does.

use super::{Layout, PLAIN};
use crate::{formats::table::Example, level::Level};

pub(in crate::formats) static AWS_ALB: Layout = Layout {
    name: "aws-alb",
    title: "AWS application load balancer",
    specification: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html",
    patterns: &[
        "{type:=https|http|h2|grpcs|wss|ws} {time} {elb} {client_ip,client_port} {target_ip,target_port} {request_processing_time:n} {target_processing_time:n} {response_processing_time:n} {elb_status_code:s} {target_status_code:n} {received_bytes:n} {sent_bytes:n} {request:r} {user_agent} {ssl_cipher} {ssl_protocol} {target_group_arn} {trace_id}? {domain_name}? {chosen_cert_arn}? {matched_rule_priority}? {request_creation_time} {actions_executed} {redirect_url} {error_reason}? {target_port_list} {target_status_code_list}? {classification} {classification_reason}? {conn_trace_id}",
    ],
    examples: &[Example {
        text: "https 2024-03-09T10:11:12.345678Z app/shop/1a2b 192.0.2.7:4711 10.0.0.7:80 0.001 0.048 0.000 502 - 34 366 \"GET https://shop.example:443/cart?id=7 HTTP/1.1\" \"curl/8.0\" ECDHE-RSA TLSv1.2 arn:aws:tg/7 \"Root=1-5833\" \"shop.example\" \"-\" 0 2024-03-09T10:11:12.300000Z \"forward\" \"-\" \"-\"",
        time: Some("2024-03-09T10:11:12.345678Z"),
        level: Some(Level::Error),
        message: "GET https://shop.example:443/cart?id=7 HTTP/1.1",
        fields: &[
            ("elb", "app/shop/1a2b"),
            ("client_ip", "192.0.2.7"),
            ("elb_status_code", "502"),
            ("user_agent", "curl/8.0"),
            ("actions_executed", "forward"),
        ],
    }],
    ..PLAIN
};

pub(in crate::formats) static AWS_ELB: Layout = Layout {
    name: "aws-elb",
    title: "AWS classic load balancer",
    specification: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/access-log-collection.html",
    patterns: &[
        "{time} {elb} {client_ip,client_port} {backend_ip,backend_port} {request_processing_time:n} {backend_processing_time:n} {response_processing_time:n} {elb_status_code:s} {backend_status_code:n} {received_bytes:n} {sent_bytes:n} {request:r}? {user_agent} {ssl_cipher} {ssl_protocol}",
    ],
    examples: &[Example {
        text: "2024-03-09T10:11:12.345678Z shop-lb 192.0.2.7:4711 10.0.0.7:80 0.000073 0.001048 0.000057 200 200 0 29 \"GET http://shop.example:80/ HTTP/1.1\" \"curl/8.0\" - -",
        time: Some("2024-03-09T10:11:12.345678Z"),
        level: Some(Level::Info),
        message: "GET http://shop.example:80/ HTTP/1.1",
        fields: &[("elb", "shop-lb"), ("backend_ip", "10.0.0.7"), ("backend_status_code", "200")],
    }],
    ..PLAIN
};

pub(in crate::formats) static AWS_S3: Layout = Layout {
    name: "aws-s3",
    title: "AWS S3 access log",
    specification: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html",
    patterns: &[
        "{bucket_owner} {bucket} [{time}] {remote_ip} {requester} {request_id} {operation} {key} {request_uri:r} {http_status:s} {error_code} {bytes_sent:n} {object_size:n} {total_time:n} {turn_around_time:n} {referer} {user_agent} {version_id}? {host_id} {signature_version} {cipher_suite} {authentication_type} {host_header}? {tls_version}? {access_point_arn}? {acl_required}",
    ],
    examples: &[Example {
        text: "79a59df9 logs [09/Mar/2024:10:11:12 +0000] 192.0.2.7 arn:aws:iam::1:user/ann 3E57 REST.GET.OBJECT a/b.txt \"GET /logs/a/b.txt HTTP/1.1\" 404 NoSuchKey 297 - 38 - \"-\" \"S3Console/0.4\" -",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Warn),
        message: "GET /logs/a/b.txt HTTP/1.1",
        fields: &[
            ("bucket", "logs"),
            ("operation", "REST.GET.OBJECT"),
            ("error_code", "NoSuchKey"),
            ("user_agent", "S3Console/0.4"),
        ],
    }],
    ..PLAIN
};

/// A flow's record is written when it ends: that is its time.
pub(in crate::formats) static AWS_VPC: Layout = Layout {
    name: "aws-vpc",
    title: "AWS VPC flow log",
    specification: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html",
    patterns: &[
        "{version:n} {account_id} {interface_id} {srcaddr} {dstaddr} {srcport:n} {dstport:n} {protocol:n} {packets:n} {bytes:n} {start:n} {time:e} {action:=ACCEPT|REJECT|-} {log_status:=OK|NODATA|SKIPDATA}",
    ],
    examples: &[Example {
        text: "2 123456789010 eni-1a2b 192.0.2.7 10.0.0.7 49761 3389 6 20 4249 1709979072 1709979132 REJECT OK",
        time: Some("2024-03-09T10:12:12Z"),
        level: None,
        message: "2 123456789010 eni-1a2b 192.0.2.7 10.0.0.7 49761 3389 6 20 4249 1709979072 1709979132 REJECT OK",
        fields: &[("srcaddr", "192.0.2.7"), ("start", "1709979072"), ("action", "REJECT")],
    }],
    ..PLAIN
};

pub(in crate::formats) static AWS_CLOUDFRONT: Layout = Layout {
    name: "aws-cloudfront",
    title: "AWS CloudFront access log",
    specification: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html",
    patterns: &[
        "{time}\t{x-edge-location}\t{sc-bytes:n}\t{c-ip}\t{cs-method}\t{cs-host}\t{cs-uri-stem}\t{sc-status:s}\t{cs-referer}\t{cs-user-agent}\t{cs-uri-query}\t{cs-cookie}\t{x-edge-result-type}\t{x-edge-request-id}\t{x-host-header}\t{cs-protocol}\t{cs-bytes:n}\t{time-taken:n}?\t{x-forwarded-for}\t{ssl-protocol}\t{ssl-cipher}\t{x-edge-response-result-type}?\t{cs-protocol-version}?\t{fle-status}\t{fle-encrypted-fields}?\t{c-port}\t{time-to-first-byte}\t{x-edge-detailed-result-type}\t{sc-content-type}\t{sc-content-len}\t{sc-range-start}\t{sc-range-end}",
    ],
    examples: &[Example {
        text: "2024-03-09\t10:11:12\tFRA50-P2\t703\t192.0.2.7\tGET\td1.cloudfront.net\t/cart\t400\t-\tcurl/8.0\tid=7\t-\tError\t375W==\tshop.example\thttps\t62\t0.113\t-\tTLSv1.3\tTLS_AES\tError\tHTTP/2.0\t-\t-",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Warn),
        message: "FRA50-P2\t703\t192.0.2.7\tGET\td1.cloudfront.net\t/cart\t400\t-\tcurl/8.0\tid=7\t-\tError\t375W==\tshop.example\thttps\t62\t0.113\t-\tTLSv1.3\tTLS_AES\tError\tHTTP/2.0\t-\t-",
        fields: &[("x-edge-location", "FRA50-P2"), ("c-ip", "192.0.2.7"), ("cs-uri-query", "id=7")],
    }],
    ..PLAIN
};

pub(in crate::formats) static IIS: Layout = Layout {
    name: "iis",
    title: "IIS (without a header)",
    specification: "https://learn.microsoft.com/en-us/windows/win32/http/w3c-logging",
    patterns: &[
        "{time} {s-sitename} {s-computername} {s-ip} {cs-method} {cs-uri-stem} {cs-uri-query} {s-port:n} {cs-username} {c-ip} HTTP/{http_version:n} {cs(User-Agent)} {cs(Cookie)} {cs(Referer)} {cs-host} {sc-status:s} {sc-substatus:n} {sc-win32-status:n} {sc-bytes:n} {cs-bytes:n} {time-taken:n}? {x-forwarded-for}",
        "{time} {s-ip} {cs-method:=GET|POST|PUT|HEAD|DELETE|OPTIONS|PATCH|PROPFIND|TRACE|CONNECT|-} {cs-uri-stem} {cs-uri-query} {s-port:n} {cs-username} {c-ip} {cs(User-Agent)} {cs(Referer)} {sc-status:s} {sc-substatus:n} {sc-win32-status:n}? {sc-bytes:n} {cs-bytes:n} {time-taken:n}",
        "{time} {s-ip} {cs-method:=GET|POST|PUT|HEAD|DELETE|OPTIONS|PATCH|PROPFIND|TRACE|CONNECT|-} {cs-uri-stem} {cs-uri-query} {s-port:n} {cs-username} {c-ip} {cs(User-Agent)} {cs(Referer)} {sc-status:s} {sc-substatus:n} {sc-win32-status:n}? {time-taken:n}? {x-forwarded-for}",
        "{time} {s-ip} {cs-method:=GET|POST|PUT|HEAD|DELETE|OPTIONS|PATCH|PROPFIND|TRACE|CONNECT|-} {cs-uri-stem} {cs-uri-query} {s-port:n} {cs-username} {c-ip} {cs(User-Agent)} {sc-status:s} {sc-substatus:n} {sc-win32-status:n}? {time-taken:n}",
        "{time} {c-ip} {c-port:n} {s-ip} {s-port:n} HTTP/{http_version:n} {cs-method} {cs-uri} {sc-status:s} {s-siteid} {s-reason} {s-queuename}",
    ],
    examples: &[
        Example {
            text: "2024-03-09 10:11:12 10.0.0.7 GET /cart id=7 443 - 192.0.2.7 Mozilla/5.0+(X11) - 404 0 2 15",
            time: Some("2024-03-09T10:11:12Z"),
            level: Some(Level::Warn),
            message: "10.0.0.7 GET /cart id=7 443 - 192.0.2.7 Mozilla/5.0+(X11) - 404 0 2 15",
            fields: &[("c-ip", "192.0.2.7"), ("cs-uri-query", "id=7"), ("time-taken", "15")],
        },
        Example {
            text: "2024-03-09 10:11:12 192.0.2.7 4711 10.0.0.7 80 HTTP/1.1 GET /cart 503 1 ConnLimit -",
            time: Some("2024-03-09T10:11:12Z"),
            level: Some(Level::Error),
            message: "192.0.2.7 4711 10.0.0.7 80 HTTP/1.1 GET /cart 503 1 ConnLimit -",
            fields: &[("s-reason", "ConnLimit"), ("http_version", "1.1")],
        },
    ],
    ..PLAIN
};

pub(in crate::formats) static HAPROXY: Layout = Layout {
    name: "haproxy",
    title: "HAProxy",
    specification: "https://docs.haproxy.org/3.0/configuration.html#8.2",
    patterns: &[
        "{client_ip,client_port} [{time}] {frontend} {backend}/{server} {time_request}/{time_queue}/{time_connect}/{time_response}/{time_total} {status:s} {bytes} {request_cookie} {response_cookie} {termination_state} {actconn:n}/{feconn:n}/{beconn:n}/{srv_conn:n}/{retries} {srv_queue:n}/{backend_queue:n} {request_headers:c}{response_headers:c}{request:r}? {ssl_version}",
        "{client_ip,client_port} [{time}] {frontend} {backend}/{server} {time_queue}/{time_connect}/{time_total} {bytes} {termination_state} {actconn:n}/{feconn:n}/{beconn:n}/{srv_conn:n}/{retries} {srv_queue:n}/{backend_queue:n}",
        "{client_ip,client_port} [{time}] {frontend}/{bind_name}: {*}",
        "Proxy {proxy} stopped (cumulated conns: FE: {frontend_connections:n}, BE: {backend_connections:n})",
        "Proxy {proxy} stopped (FE: {frontend_connections:n} conns, BE: {backend_connections:n} conns)",
        "Stopping {proxy_type} {proxy} in {timeout} ms",
    ],
    examples: &[
        Example {
            text: "192.0.2.7:4711 [09/Mar/2024:10:11:12.345] https-in~ shop/web-1 170/0/0/3/173 503 739 - - --NN 9/8/7/6/+1 0/2 {a.example|} \"GET /cart?id=7 HTTP/1.1\"",
            time: Some("2024-03-09T10:11:12.345Z"),
            level: Some(Level::Error),
            message: "GET /cart?id=7 HTTP/1.1",
            fields: &[
                ("client_ip", "192.0.2.7"),
                ("frontend", "https-in~"),
                ("backend", "shop"),
                ("server", "web-1"),
                ("time_total", "173"),
                ("backend_queue", "2"),
                ("request_headers", "a.example|"),
            ],
        },
        Example {
            text: "192.0.2.7:4711 [09/Mar/2024:10:11:12] tcp-in db/pg-1 0/1/5007 212 -- 0/0/0/0/3 0/0",
            time: Some("2024-03-09T10:11:12Z"),
            level: None,
            message: "192.0.2.7:4711 [09/Mar/2024:10:11:12] tcp-in db/pg-1 0/1/5007 212 -- 0/0/0/0/3 0/0",
            fields: &[("backend", "db"), ("time_total", "5007"), ("retries", "3")],
        },
    ],
    ..PLAIN
};

pub(in crate::formats) static ENVOY: Layout = Layout {
    name: "envoy",
    title: "Envoy and Istio",
    specification: "https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#default-format-string",
    patterns: &[
        "[{time}] {request:r} {response_code:s} {response_flags} {response_code_details} {connection_termination_details} {upstream_transport_failure_reason} {bytes_received:n} {bytes_sent:n} {duration:n} {upstream_service_time:n} {x_forwarded_for} {user_agent} {request_id} {authority} {upstream_host} {upstream_cluster} {upstream_local_address} {downstream_local_address} {downstream_remote_address} {requested_server_name}? {route_name}",
        "[{time}] {request:r} {response_code:s} {response_flags} {bytes_received:n} {bytes_sent:n} {duration:n} {upstream_service_time:n} {x_forwarded_for} {user_agent} {request_id} {authority} {upstream_host}",
    ],
    examples: &[Example {
        text: "[2024-03-09T10:11:12.345Z] \"POST /cart HTTP/2\" 503 UF 0 154 226 - \"192.0.2.7\" \"curl/8.0\" \"cc21d9b0\" \"shop\" \"10.0.0.7:80\"",
        time: Some("2024-03-09T10:11:12.345Z"),
        level: Some(Level::Error),
        message: "POST /cart HTTP/2",
        fields: &[("response_flags", "UF"), ("duration", "226"), ("upstream_host", "10.0.0.7:80")],
    }],
    ..PLAIN
};

pub(in crate::formats) static SQUID: Layout = Layout {
    name: "squid",
    title: "Squid access log",
    specification: "https://wiki.squid-cache.org/Features/LogFormat",
    patterns: &[
        "{time:e} {elapsed:n} {client} {cache_result}/{status:s} {bytes:n} {method} {url} {user} {hierarchy}/{peer} {content_type}",
    ],
    examples: &[Example {
        text: "1709979072.345   5006 192.0.2.7 TCP_MISS/503 19763 GET http://a.example/x ann DIRECT/10.0.0.7 text/html",
        time: Some("2024-03-09T10:11:12.345Z"),
        level: Some(Level::Error),
        message: "5006 192.0.2.7 TCP_MISS/503 19763 GET http://a.example/x ann DIRECT/10.0.0.7 text/html",
        fields: &[("elapsed", "5006"), ("cache_result", "TCP_MISS"), ("peer", "10.0.0.7")],
    }],
    ..PLAIN
};

pub(in crate::formats) static COREDNS: Layout = Layout {
    name: "coredns",
    title: "CoreDNS queries",
    specification: "https://coredns.io/plugins/log/",
    patterns: &[
        "{time} [{level}] {client_ip,client_port} - {id:n} \"{query_type} {query_class} {query_name} {protocol} {size:n} {do} {bufsize:n}\" {rcode} {rflags} {rsize:n} {duration}",
        "[{level}] {client_ip,client_port} - {id:n} \"{query_type} {query_class} {query_name} {protocol} {size:n} {do} {bufsize:n}\" {rcode} {rflags} {rsize:n} {duration}",
    ],
    examples: &[Example {
        text: "2024-03-09T10:11:12.345Z [INFO] 192.0.2.7:4711 - 21583 \"A IN shop.example. udp 43 false 512\" NXDOMAIN qr,rd,ra 136 0.000102s",
        time: Some("2024-03-09T10:11:12.345Z"),
        level: Some(Level::Info),
        message: "[INFO] 192.0.2.7:4711 - 21583 \"A IN shop.example. udp 43 false 512\" NXDOMAIN qr,rd,ra 136 0.000102s",
        fields: &[("query_name", "shop.example."), ("rcode", "NXDOMAIN")],
    }],
    ..PLAIN
};

pub(in crate::formats) static COUCHDB: Layout = Layout {
    name: "couchdb",
    title: "CouchDB requests",
    specification: "https://docs.couchdb.org/en/stable/config/logging.html",
    patterns: &[
        "[{level}] {time} {node} {pid} {request_id} {host} {client} {user} {method:=GET|POST|PUT|HEAD|DELETE|COPY|OPTIONS} {path} {status:s} {result} {duration:n}",
    ],
    examples: &[Example {
        text: "[notice] 2024-03-09T10:11:12.345678Z a@b <0.7.0> e1fe shop.example 192.0.2.7 ann GET /carts 404 ok 1",
        time: Some("2024-03-09T10:11:12.345678Z"),
        level: Some(Level::Warn),
        message: "[notice] 2024-03-09T10:11:12.345678Z a@b <0.7.0> e1fe shop.example 192.0.2.7 ann GET /carts 404 ok 1",
        fields: &[("user", "ann"), ("path", "/carts"), ("status", "404")],
    }],
    ..PLAIN
};

pub(in crate::formats) static GIN: Layout = Layout {
    name: "gin",
    title: "Gin requests",
    specification: "https://github.com/gin-gonic/gin/blob/master/logger.go",
    patterns: &["[GIN] {time} | {status:s} | {latency} | {client} | {method} {path}"],
    examples: &[Example {
        text: "[GIN] 2024/03/09 - 10:11:12 | 401 |     505.317µs |       192.0.2.7 | POST     \"/carts\"",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Warn),
        message: "[GIN] 2024/03/09 - 10:11:12 | 401 |     505.317µs |       192.0.2.7 | POST     \"/carts\"",
        fields: &[("latency", "505.317µs"), ("method", "POST"), ("path", "/carts")],
    }],
    ..PLAIN
};

pub(in crate::formats) static PAN_OS: Layout = Layout {
    name: "pan-os",
    title: "PAN-OS traffic and threat logs",
    specification: "https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/monitoring/use-syslog-for-monitoring/syslog-field-descriptions",
    levels: &[
        ("informational", Level::Info),
        ("low", Level::Info),
        ("medium", Level::Warn),
        ("high", Level::Error),
        ("critical", Level::Fatal),
    ],
    patterns: &[
        "{future_use},{receive_time},{serial},{type:=TRAFFIC},{subtype},{config_version},{time},{src},{dst},{natsrc},{natdst},{rule},{srcuser},{dstuser},{app},{vsys},{from},{to},{inbound_if},{outbound_if},{logset},{logged},{sessionid:n},{repeatcnt:n},{sport:n},{dport:n},{natsport:n},{natdport:n},{flags},{proto},{action},{bytes:n},{bytes_sent:n},{bytes_received:n},{packets:n},{start},{elapsed:n},{category},{logged2},{seqno:n},{actionflags},{srcloc},{dstloc},{logged3},{pkts_sent},{pkts_received}?,{session_end_reason}?,{rest}",
        "{future_use},{receive_time},{serial},{type:=THREAT},{subtype},{config_version},{time},{src},{dst},{natsrc},{natdst},{rule},{srcuser},{dstuser},{app},{vsys},{from},{to},{inbound_if},{outbound_if},{logset},{logged},{sessionid:n},{repeatcnt:n},{sport:n},{dport:n},{natsport:n},{natdport:n},{flags},{proto},{action},{misc},{threatid},{category},{severity:l},{direction},{seqno},{actionflags},{srcloc},{dstloc},{logged2},{contenttype}?,{rest}",
        "{future_use},{receive_time},{serial},{type:=SYSTEM},{subtype},{config_version},{time},{vsys},{eventid},{object},{fmt},{id},{module},{severity:l},{description}?,{rest}",
        "{future_use},{receive_time},{serial},{type:=CONFIG},{subtype},{config_version},{time},{host},{vsys},{command},{admin},{client},{result},{config_path}?,{rest}",
    ],
    own_time: true,
    examples: &[Example {
        text: "1,2024/03/09 10:11:13,0160,THREAT,url,1,2024/03/09 10:11:12,192.0.2.7,10.0.0.7,0.0.0.0,0.0.0.0,rule1,ann,,web-browsing,vsys1,trust,untrust,ethernet1/2,ethernet1/1,fwd,2024/03/09 10:11:13,25149,1,59309,80,0,0,0x208000,tcp,alert,\"a.example/x,y\",(9999),malware,high,client-to-server,0,0x0,US,DE,0,text/html",
        time: Some("2024-03-09T10:11:12Z"),
        level: Some(Level::Error),
        message: "1,2024/03/09 10:11:13,0160,THREAT,url,1,2024/03/09 10:11:12,192.0.2.7,10.0.0.7,0.0.0.0,0.0.0.0,rule1,ann,,web-browsing,vsys1,trust,untrust,ethernet1/2,ethernet1/1,fwd,2024/03/09 10:11:13,25149,1,59309,80,0,0,0x208000,tcp,alert,\"a.example/x,y\",(9999),malware,high,client-to-server,0,0x0,US,DE,0,text/html",
        fields: &[
            ("srcuser", "ann"),
            ("app", "web-browsing"),
            ("misc", "a.example/x,y"),
            ("dport", "80"),
        ],
    }],
};

pub(in crate::formats) static SNORT: Layout = Layout {
    name: "snort",
    title: "Snort and Suricata alerts",
    specification: "https://docs.snort.org/start/alert_logging",
    patterns: &["{time} [**] [{gid:d}:{sid:d}:{rev:d}] {*}"],
    examples: &[Example {
        text: "03/09/2024-10:11:12.345678  [**] [1:2100498:7] scan of ports [**] [Priority: 2] {TCP} 192.0.2.7:80 -> 10.0.0.7:4444",
        time: Some("2024-03-09T10:11:12.345678Z"),
        level: None,
        message: "scan of ports [**] [Priority: 2] {TCP} 192.0.2.7:80 -> 10.0.0.7:4444",
        fields: &[("sid", "2100498"), ("Priority", "2"), ("ip", "192.0.2.7")],
    }],
    ..PLAIN
};

pub(in crate::formats) static FILTERLOG: Layout = Layout {
    name: "filterlog",
    title: "pfSense and OPNsense firewall",
    specification: "https://docs.netgate.com/pfsense/en/latest/monitoring/logs/raw-filter-format.html",
    patterns: &[
        "{rule:d},{subrule:o},{anchor:o},{tracker},{interface},{reason},{action:=pass|block|reject|match|rdr|nat|binat},{direction:=in|out|in/out},4,{tos},{ecn:o},{ttl:d},{id},{offset},{flags},{protocol_id:d},{protocol},{length:d},{src_ip},{dest_ip},{src_port:d},{dest_port:d},{rest}",
        "{rule:d},{subrule:o},{anchor:o},{tracker},{interface},{reason},{action:=pass|block|reject|match|rdr|nat|binat},{direction:=in|out|in/out},4,{tos},{ecn:o},{ttl:d},{id},{offset},{flags},{protocol_id:d},{protocol},{length:d},{src_ip},{dest_ip},{rest}",
        "{rule:d},{subrule:o},{anchor:o},{tracker},{interface},{reason},{action:=pass|block|reject|match|rdr|nat|binat},{direction:=in|out|in/out},6,{class},{flow},{hop_limit:d},{protocol},{protocol_id:d},{length:d},{src_ip},{dest_ip},{src_port:d},{dest_port:d},{rest}",
        "{rule:d},{subrule:o},{anchor:o},{tracker},{interface},{reason},{action:=pass|block|reject|match|rdr|nat|binat},{direction:=in|out|in/out},6,{class},{flow},{hop_limit:d},{protocol},{protocol_id:d},{length:d},{src_ip},{dest_ip},{rest}",
    ],
    examples: &[Example {
        text: "5,,,1000000103,em0,match,block,in,4,0x0,,64,12345,0,DF,6,tcp,60,192.0.2.7,10.0.0.7,51234,443,0,S,123456,,64240,,mss",
        time: None,
        level: None,
        message: "5,,,1000000103,em0,match,block,in,4,0x0,,64,12345,0,DF,6,tcp,60,192.0.2.7,10.0.0.7,51234,443,0,S,123456,,64240,,mss",
        fields: &[("action", "block"), ("src_ip", "192.0.2.7"), ("dest_port", "443")],
    }],
    ..PLAIN
};
