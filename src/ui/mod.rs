//! The page: one folder for each thing a person can point at, put together by [`root::Root`].
//!
//! [`runtime`] runs the effects of `session::update`, [`listen`] hears what happens to the whole page.
//!
//! Does not: decide what happens; `session` does.

pub mod bursts;
pub mod compare;
pub mod current;
pub mod detail;
pub mod dialog;
pub mod events;
pub mod explain;
pub mod facets;
pub mod follow;
pub mod handover;
pub mod help;
pub mod listen;
pub mod long_list;
pub mod marks;
pub mod metrics;
pub mod notes;
pub mod open;
pub mod own_format;
pub mod patterns;
pub mod query_bar;
pub mod requests;
pub mod root;
pub mod runtime;
pub mod sink;
pub mod sources;
pub mod status;
pub mod tabs;
pub mod timeline;
pub mod top_bar;
pub mod zone;

/// Puts the page into the document.
pub fn mount() {
    if let Some(place) = crate::browser::document::place() {
        yew::Renderer::<root::Root>::with_root(place).render();
    }
}
