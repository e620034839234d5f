//! Every numeric cap of the engine, each with the place that says so when it is reached.
//!
//! Does not: hold anything but constants.

/// Names of fields that a reader of records remembers; the others are read anew in each record.
pub const KNOWN_NAMES_MAX: usize = 4_096;

/// Distinct values a field may have and still be kept as a column with exact facets (counted over all shards).
pub const COLUMN_VALUES_MAX: usize = 4_096;

/// Bytes of a value that is still kept in a column's dictionary; a longer one makes the field scattered.
pub const COLUMN_VALUE_BYTES_MAX: usize = 256;

/// Fields that the page is told of at once, the most telling; `Facets::fields_total` says how many there are.
pub const FACET_FIELDS_MAX: usize = 512;

/// Examples kept for each kind of diagnostic.
pub const DIAGNOSTIC_EXAMPLES_MAX: usize = 5;

/// Bytes of text in one block of the store; a longer record has a block of its own.
pub const BLOCK_BYTES: usize = 512 * 1024;

/// Bytes that one shard holds before texts are left in their files, and then reading stops; a
/// worker's memory ends at 4 GiB, and some is needed to work with.
pub const SHARD_BYTES_MAX: u64 = 5 * 512 * 1024 * 1024;

/// Bytes of the head and the tail of a source that detection sees.
pub const HEAD_BYTES: usize = 256 * 1024;

/// Bytes of a query's text; said as a mistake of the query.
pub const QUERY_BYTES_MAX: usize = 64 * 1024;

/// Brackets and negations within each other in a query, and groups in its regular expressions.
pub const QUERY_DEPTH_MAX: usize = 100;

/// Bytes that a compiled regular expression of a query may take.
pub const QUERY_REGEX_BYTES_MAX: usize = 2 * 1024 * 1024;

/// Bytes of a message's line that its pattern goes by; a longer line counts as free text.
pub const SHAPE_BYTES_MAX: usize = 8 * 1024;

/// Words of a message beyond which it is free text and goes by its first tokens.
pub const SHAPE_WORDS_MAX: usize = 64;

/// Tokens that free text goes by.
pub const SHAPE_HEAD_TOKENS: usize = 12;

/// Bytes of a pattern's example that are kept.
pub const EXAMPLE_BYTES_MAX: usize = 1024;

/// Distinct shapes of messages that patterns are made of, the most frequent; the rest are one
/// pattern, and `Patterns::forms_beyond` says how many they are.
pub const SHAPES_MAX: usize = 50_000;

/// Rounds of merging shapes into templates; a table that still changes then is left as it is.
pub const SETTLE_ROUNDS_MAX: usize = 8;

/// Templates of one first word that rarer ones are held against.
pub const SUBSUMING_DRAFTS_MAX: usize = 256;

/// Frames of a stack trace that its pattern goes by.
pub const TRACE_FRAMES_MAX: usize = 32;

/// Bytes of a stack trace that its pattern goes by.
pub const TRACE_BYTES_MAX: usize = 16 * 1024;

/// Bytes of text that are unpacked of one compressed source; said as a diagnostic of the source.
pub const UNPACKED_BYTES_MAX: u64 = 2 * 1024 * 1024 * 1024;

/// The same for ways of packing that are unpacked at once, which holds all of it in memory.
pub const PULLED_BYTES_MAX: u64 = 512 * 1024 * 1024;

/// Bytes that one archive unpacks to, nested ones included; said as a diagnostic of the archive.
pub const ARCHIVE_BYTES_MAX: usize = 1024 * 1024 * 1024;

/// Bytes that one archive unpacks to in all, those of files that are not opened too.
pub const ARCHIVE_UNPACKED_BYTES_MAX: u64 = 4 * 1024 * 1024 * 1024;

/// Distinct ids of one class that the table of requests holds, those of the lowest hashes;
/// `Requests::capped` says when there are more.
pub const REQUESTS_MAX: usize = 1_000_000;

/// Files of one archive that are opened, nested ones included; said as a diagnostic of the archive.
pub const ARCHIVE_ENTRIES_MAX: usize = 4096;

/// Archives within archives.
pub const ARCHIVE_DEPTH_MAX: usize = 4;

/// Bytes of the name of a file inside an archive.
pub const ENTRY_NAME_BYTES_MAX: usize = 512;

/// Rules for redaction of a person's own; said as a mistake.
pub const OWN_RULES_MAX: usize = 64;

/// Bytes that a compiled regular expression of such a rule may take.
pub const OWN_RULE_BYTES_MAX: usize = 1024 * 1024;

/// Values of each kind that are shown before what was redacted is saved.
pub const REVIEW_EXAMPLES_MAX: usize = 5;

/// Series of one metric file; said as a diagnostic of the source.
pub const TRACKS_MAX: usize = 10_000;

/// Bytes of a metric file that are read; said as a diagnostic of the source.
pub const SERIES_BYTES_MAX: usize = 512 * 1024 * 1024;
