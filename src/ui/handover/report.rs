//! The report: what it will hold, what was taken out of it, and where to it goes.
//!
//! Does not: show the report; its reader's browser does.

use yew::prelude::*;

use super::{HandOverProps, act, button, outcome, review};
use crate::{
    protocol::page::Paper,
    session::{handover::HandAction, show::bytes},
};

/// The part of the dialog.
pub(super) fn part(props: &HandOverProps) -> Html {
    let handing = &props.handing;
    let written = handing.report.as_deref();
    let words = match written {
        Some(written) => format!(
            "Written, {}; look through what was taken out, then save it.",
            bytes(written.text.len() as u64)
        ),
        None => "Writing".to_owned(),
    };
    let what = match (props.explained, props.followed) {
        (true, true) => "what is explained, the request that is followed",
        (true, false) => "what is explained",
        (false, true) => "the strongest burst or the range zoomed to, the request that is followed",
        (false, false) => "the strongest burst, or the range zoomed to",
    };
    html! {
        <>
            <p>
                { format!("The finding as one page that needs nothing else, no script either: {what}, \
                    what broke first, the timeline, and only the events that it quotes.") }
            </p>
            if let Some(written) = written {
                { review::list(props, &written.review) }
            }
            <p id="report-state" class="muted" role="status">{ words }</p>
            <div class="hand-buttons">
                <button id="save-report" class="button button-main" disabled={written.is_none()}
                    onclick={act(&props.dispatch, HandAction::ReportSaved)}>
                    { "Save as a page (HTML)" }
                </button>
                { button(props, "save-report-md", "Save as Markdown for a ticket",
                    HandAction::PaperAsked(Paper::ReportMarkdown)) }
                { outcome(props) }
            </div>
        </>
    }
}
