//! What is taken out of a text, by kind.
//!
//! Does not: find anything; see `rules`.

/// A kind of what should not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Pem,
    Jwt,
    AwsKey,
    GithubToken,
    VendorToken,
    Authorization,
    UrlLogin,
    Cookie,
    Password,
    User,
    Email,
    Iban,
    Card,
    Phone,
    Ipv6,
    Ipv4,
    Mac,
    /// Long text that looks drawn by chance.
    Secret,
    /// What a rule of the person's own finds.
    Own,
}

impl Kind {
    /// Every kind, the most specific first: of two finds of equal length the earlier names it.
    pub const ALL: [Kind; 19] = [
        Kind::Own,
        Kind::Pem,
        Kind::Jwt,
        Kind::AwsKey,
        Kind::GithubToken,
        Kind::VendorToken,
        Kind::UrlLogin,
        Kind::Authorization,
        Kind::Email,
        Kind::Iban,
        Kind::Card,
        Kind::Ipv6,
        Kind::Ipv4,
        Kind::Mac,
        Kind::Phone,
        Kind::Cookie,
        Kind::Password,
        Kind::User,
        Kind::Secret,
    ];

    /// Place in [`Kind::ALL`].
    pub fn rank(self) -> usize {
        Kind::ALL.iter().position(|kind| *kind == self).unwrap_or(Kind::ALL.len())
    }

    /// The word before the number of a name: `ip` of `ip-17`. Both kinds of address share one, so
    /// that an address written in two ways has one name.
    pub fn stem(self) -> &'static str {
        match self {
            Kind::Pem => "pem",
            Kind::Jwt => "jwt",
            Kind::AwsKey => "aws-key",
            Kind::GithubToken => "github-token",
            Kind::VendorToken => "token",
            Kind::Authorization => "credential",
            Kind::UrlLogin => "login",
            Kind::Cookie => "cookie",
            Kind::Password => "password",
            Kind::User => "user",
            Kind::Email => "email",
            Kind::Iban => "iban",
            Kind::Card => "card",
            Kind::Phone => "phone",
            Kind::Ipv6 | Kind::Ipv4 => "ip",
            Kind::Mac => "mac",
            Kind::Secret => "secret",
            Kind::Own => "own",
        }
    }

    /// The name in settings: [`Kind::stem`], where two kinds share that one with the version.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Ipv6 => "ipv6",
            Kind::Ipv4 => "ipv4",
            kind => kind.stem(),
        }
    }

    /// In plain words, for the list that is looked through before saving.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Pem => "keys and certificates (PEM)",
            Kind::Jwt => "JSON web tokens",
            Kind::AwsKey => "access keys of AWS",
            Kind::GithubToken => "tokens of GitHub",
            Kind::VendorToken => "tokens of other services",
            Kind::Authorization => "credentials in headers",
            Kind::UrlLogin => "logins in addresses of pages",
            Kind::Cookie => "cookies",
            Kind::Password => "passwords, keys and tokens by their names",
            Kind::User => "names of users",
            Kind::Email => "e-mail addresses",
            Kind::Iban => "bank accounts (IBAN)",
            Kind::Card => "card numbers",
            Kind::Phone => "phone numbers",
            Kind::Ipv6 => "IPv6 addresses",
            Kind::Ipv4 => "IPv4 addresses",
            Kind::Mac => "hardware addresses (MAC)",
            Kind::Secret => "long text that looks like a secret",
            Kind::Own => "rules of your own",
        }
    }
}
