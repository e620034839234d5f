//! Tokens of other services, known by how they begin. A service is a row of [`SERVICES`].
//!
//! Does not: know tokens without a mark of their own; see `entropy` and `password`.

use std::ops::Range;

use super::{
    Kind,
    hay::{Hay, is_token, is_word},
    rule,
};

pub(super) const RULE: rule::Rule = rule::Rule {
    kind: Kind::VendorToken,
    begins: b"acdghklnprstwxAEGLPST",
    find,
    canonical: rule::as_written,
    examples: &[
        (
            "slack xoxb-123456789012-abcdefABCDEF012345 sent",
            &["xoxb-123456789012-abcdefABCDEF012345"],
        ),
        ("stripe sk_test_4eC39HqLyjWDarjtT1zdp7dc", &["sk_test_4eC39HqLyjWDarjtT1zdp7dc"]),
        (
            "maps?key=AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY&q=1",
            &["AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY"],
        ),
        ("glpat-XyZ12345abcDEF67890q in .netrc", &["glpat-XyZ12345abcDEF67890q"]),
        ("sk-learn is no token, sk_test is none", &[]),
        ("npm_config_registry=x dapi=off", &[]),
    ],
};

/// How a service's tokens begin, and the fewest letters, digits, `_`, `-` and `.` that follow.
const SERVICES: &[(&str, usize)] = &[
    ("AGE-SECRET-KEY-1", 50),          // age
    ("AIza", 35),                      // Google
    ("EAAA", 60),                      // Square
    ("GOCSPX-", 20),                   // Google, of a client
    ("LTAI", 16),                      // Alibaba Cloud
    ("SG.", 40),                       // SendGrid
    ("PMAK-", 40),                     // Postman
    ("TFE-", 40),                      // Terraform
    ("ansible-vault-", 40),            // Ansible
    ("cio", 32),                       // crates.io
    ("dapi", 32),                      // Databricks
    ("dckr_pat_", 20),                 // Docker
    ("doo_v1_", 40),                   // DigitalOcean
    ("dop_v1_", 40),                   // DigitalOcean
    ("dor_v1_", 40),                   // DigitalOcean
    ("dp.pt.", 40),                    // Doppler
    ("glpat-", 20),                    // GitLab
    ("gldt-", 20),                     // GitLab
    ("glrt-", 20),                     // GitLab
    ("glcbt-", 20),                    // GitLab
    ("glsa_", 32),                     // Grafana
    ("glc_", 32),                      // Grafana Cloud
    ("gsk_", 40),                      // Groq
    ("hf_", 30),                       // Hugging Face
    ("hvb.", 24),                      // Vault
    ("hvs.", 24),                      // Vault
    ("hooks.slack.com/services/", 30), // Slack, of webhooks
    ("key-", 32),                      // Mailgun
    ("lin_api_", 32),                  // Linear
    ("npm_", 36),                      // npm
    ("nvapi-", 40),                    // NVIDIA
    ("pk_live_", 20),                  // Stripe
    ("pk_test_", 20),                  // Stripe
    ("pscale_tkn_", 30),               // PlanetScale
    ("pul-", 40),                      // Pulumi
    ("pypi-", 50),                     // PyPI
    ("rk_live_", 20),                  // Stripe
    ("rk_test_", 20),                  // Stripe
    ("rubygems_", 40),                 // RubyGems
    ("secret_", 40),                   // Notion
    ("shpat_", 32),                    // Shopify
    ("shpca_", 32),                    // Shopify
    ("shppa_", 32),                    // Shopify
    ("shpss_", 32),                    // Shopify
    ("sk-", 32),                       // OpenAI, Anthropic
    ("sk_live_", 20),                  // Stripe
    ("sk_test_", 20),                  // Stripe
    ("sntrys_", 40),                   // Sentry
    ("sq0atp-", 20),                   // Square
    ("sq0csp-", 40),                   // Square
    ("tskey-", 20),                    // Tailscale
    ("whsec_", 24),                    // Stripe, of webhooks
    ("xapp-", 24),                     // Slack
    ("xoxa-", 20),                     // Slack
    ("xoxb-", 20),                     // Slack
    ("xoxe-", 20),                     // Slack
    ("xoxp-", 20),                     // Slack
    ("xoxr-", 20),                     // Slack
    ("xoxs-", 20),                     // Slack
];

fn find(hay: &Hay<'_>, at: usize, out: &mut Vec<Range<usize>>) {
    let word = hay.slice(at..hay.word_end);
    let rest = hay.slice(at..hay.bytes.len());
    let service = SERVICES.iter().find(|(begins, _)| rest.starts_with(begins.as_bytes()));
    if let Some((begins, bytes_min)) = service {
        let also = begins.bytes().next_back().filter(|last| b"./".contains(last));
        let from = at + begins.len();
        let end = hay.run(from, |byte| is_token(byte) || also == Some(byte));
        if end - from >= *bytes_min && drawn(hay.slice(from..end)) {
            out.push(at..end);
        }
    } else if let Some(hex) = word.strip_prefix(b"SK").or_else(|| word.strip_prefix(b"AC")) {
        // Twilio.
        let lower = |byte: &u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(byte);
        if hex.len() == 32 && hex.iter().all(lower) && !is_word(hay.at(hay.word_end)) {
            out.push(at..hay.word_end);
        }
    }
}

/// Whether there are digits among the letters, as in what is drawn by chance.
fn drawn(token: &[u8]) -> bool {
    let digits = token.iter().filter(|byte| byte.is_ascii_digit()).count();
    digits >= 2 && digits < token.len()
}
