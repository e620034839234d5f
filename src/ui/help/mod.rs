//! Help: the keys, the query language to be tried, how logs are got, the formats, and what is promised.
//!
//! Does not: hold a table of its own; each stands where it is obeyed.

use yew::prelude::*;

use crate::{
    browser::document,
    protocol::page::{TimeRange, query::SYNTAX},
    session::{
        Action, ByPtr,
        collecting::commands,
        keys::{BINDINGS, Binding, Group, name},
        state::Open,
    },
    ui::dialog::DialogFrame,
};

/// Properties of [`Help`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct HelpProps {
    /// The formats that can be read.
    pub open: ByPtr<Open>,
    /// The range on screen.
    pub range: Option<TimeRange>,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The dialog that `?` opens.
#[component]
pub fn Help(props: &HelpProps) -> Html {
    let formats = &props.open.formats;
    html! {
        <DialogFrame title="Help" dispatch={props.dispatch.clone()}>
            <div class="help">
                <section class="help-section">
                    <h3>{ "Keys" }</h3>
                    <table class="help-rows">{ for Group::ALL.into_iter().map(group) }</table>
                </section>
                <section class="help-section">
                    <h3>{ "Query language" }</h3>
                    if !props.open.sources.is_empty() {
                        <p class="muted">{ "A click tries an example on what is open; u takes it back." }</p>
                    }
                    <table class="help-rows">
                        <tbody>
                            { for SYNTAX.iter().map(|row| html! {
                                <tr>
                                    <td class="help-syntax">{ example(props, row.example) }</td>
                                    <td>{ row.meaning }</td>
                                </tr>
                            }) }
                        </tbody>
                    </table>
                </section>
                { collecting(props) }
                if !formats.is_empty() {
                    <section class="help-section help-section-wide">
                        <h3>{ "Formats" }</h3>
                        <p>{ "Found by content, for each source; another can be chosen in the \
                             Sources panel. Compressed files are read as they are." }</p>
                        <ul class="help-formats">
                            { for formats.iter().map(|format| html! { <li>{ &format.title }</li> }) }
                        </ul>
                    </section>
                }
                { promise() }
            </div>
        </DialogFrame>
    }
}

/// An example of the language; where something is open it can be tried.
fn example(props: &HelpProps, text: &'static str) -> Html {
    if props.open.sources.is_empty() {
        return html! { { text } };
    }
    let dispatch = props.dispatch.clone();
    let try_it = Callback::from(move |_: MouseEvent| {
        dispatch.emit(Action::QueryReplaced(text.to_owned()));
        dispatch.emit(Action::DialogOpened(None));
    });
    html! { <button class="link" onclick={try_it}>{ text }</button> }
}

/// How logs are got out of where they are, for the range on screen.
fn collecting(props: &HelpProps) -> Html {
    let row = |(place, command): (&'static str, String)| {
        let text = command.clone();
        let copy = props.dispatch.reform(move |_: MouseEvent| Action::CopyAsked(text.clone()));
        html! {
            <tr>
                <td class="help-keys">{ place }</td>
                <td class="help-syntax">{ command }</td>
                <td>
                    <button class="link" onclick={copy} aria-label={format!("copy for {place}")}>
                        { "copy" }
                    </button>
                </td>
            </tr>
        }
    };
    html! {
        <section id="collecting" class="help-section help-section-wide">
            <h3>{ "Get the logs" }</h3>
            <p class="muted">
                { if props.range.is_some() {
                    "The range on screen is filled in; words in capitals are yours."
                } else {
                    "Words in capitals are yours."
                } }
            </p>
            <p>{ "A file that is still written can be followed, where the browser lets a page look at it \
                 again (Chromium): drop it on the page and switch Follow on among the sources." }</p>
            <table class="help-rows"><tbody>{ for commands(props.range).into_iter().map(row) }</tbody></table>
        </section>
    }
}

fn group(group: Group) -> Html {
    let rows = BINDINGS.iter().filter(|binding| binding.group == group);
    let row = |binding: &Binding| {
        html! {
            <tr>
                <td class="help-keys">
                    { for binding.keys.iter().map(|key| html! { <kbd>{ printed(key) }</kbd> }) }
                </td>
                <td>{ binding.words }</td>
            </tr>
        }
    };
    html! {
        <tbody>
            <tr><th class="help-group" colspan="2" scope="colgroup">{ group.title() }</th></tr>
            { for rows.map(row) }
        </tbody>
    }
}

/// A key as printed on it: with Control a capital letter takes Shift as well.
fn printed(key: &'static str) -> String {
    match key.strip_prefix("Ctrl+") {
        Some(letter) if letter.to_lowercase() != letter => format!("Ctrl+Shift+{letter}"),
        Some(letter) => format!("Ctrl+{}", letter.to_uppercase()),
        None => name(key).to_owned(),
    }
}

/// What the page's policy covers, and what it does not.
fn promise() -> Html {
    html! {
        <section class="help-section help-section-wide help-promise">
            <h3>{ "What is promised" }</h3>
            <p>{ "Nothing leaves this tab. The page carries a policy that the browser enforces: it may \
                 make no network call at all, load no further script, and send no form. The status bar \
                 counts the calls since it was loaded." }</p>
            <p>{ "Log text is never stored. The browser keeps theme, time zone and the formats you make, and \
                 with its history your marks and notes. A link holds the view and by what its files are \
                 known, after the # of the address, which browsers do not send to servers; what you write \
                 into a filter stands in it." }</p>
            <p>{ "The policy does not cover what is outside of the page: the browser itself, its \
                 extensions, and whoever you hand a link, a copy or an export to." }</p>
            <p>{ "To check it: the page's source begins with the policy, and the Network panel of the \
                 browser's own tools stays empty." }</p>
            <p id="build" class="muted">
                { "Squall " }{ document::marked("build").unwrap_or_default() }
                { " (version, and a hash of what the page holds)" }
            </p>
        </section>
    }
}
