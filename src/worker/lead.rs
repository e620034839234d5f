//! The loop of the lead: between the page and the shards.
//!
//! Does not: look into messages.

use std::{cell::RefCell, rc::Rc};

use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, MessagePort};

use super::post;
use crate::{
    engine::{formats, series},
    lead::{Lead, Outgoing},
    protocol::{
        Envelope,
        page::{Command, FormatName, Reply},
    },
};

/// The first news of the sources follow each other this fast; then each pause is twice as long as
/// the one before, up to the other, since every news has the whole page drawn anew. The last come at once,
/// and those of the first records, which somebody waits for.
const NEWS_MILLIS: (u32, u32) = (100, 800);
/// So many sources that changed make the pause a millisecond longer.
const SOURCES_A_MILLI: u32 = 2;

struct Loop {
    lead: Lead,
    shards: Vec<MessagePort>,
    scope: DedicatedWorkerGlobalScope,
    /// The pause after the last news, if it lasts.
    pause: Option<Timeout>,
    /// How long the next one lasts.
    pause_millis: u32,
    /// Whether the last news told of records.
    told_records: bool,
}

/// Serves the page with these shards.
pub(super) fn serve(shards: Vec<MessagePort>) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let count = shards.len() as u32;
    let state = Rc::new(RefCell::new(Loop {
        lead: Lead::new(shards.len()),
        shards: shards.clone(),
        scope: scope.clone(),
        pause: None,
        pause_millis: NEWS_MILLIS.0,
        told_records: false,
    }));
    for port in shards {
        let taking = state.clone();
        let take = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(envelope) = post::unpack(&event.data()) {
                taking.borrow_mut().lead.take_reply(envelope);
                Loop::deliver(&taking);
            }
        });
        port.set_onmessage(Some(take.as_ref().unchecked_ref()));
        take.forget();
    }
    let take = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(envelope) = post::unpack::<Command>(&event.data()) {
            state.borrow_mut().lead.take_command(envelope);
            Loop::deliver(&state);
        }
    });
    scope.set_onmessage(Some(take.as_ref().unchecked_ref()));
    take.forget();
    let logs = formats::cards().map(|card| (card.name, card.title));
    let metrics = series::kind_cards().map(|card| (card.name, card.title));
    let formats = series::told_names()
        .into_iter()
        .chain(logs)
        .chain(metrics)
        .map(|(name, title)| FormatName { name: name.to_owned(), title: title.to_owned() })
        .collect();
    let ready = Envelope { id: 0, body: Reply::Ready { shards: count, formats } };
    post::to_page(&scope, &ready);
}

impl Loop {
    /// Posts what waits, and news unless there were some just now and more are to come.
    fn deliver(state: &Rc<RefCell<Loop>>) {
        let mut this = state.borrow_mut();
        for outgoing in this.lead.outbox() {
            match outgoing {
                Outgoing::ToPage(envelope) => {
                    post::to_page(&this.scope, &envelope);
                }
                Outgoing::ToShard(at, envelope) => {
                    if let Some(port) = this.shards.get(at) {
                        post::through(port, &envelope);
                    }
                }
            }
        }
        let read = this.lead.has_read_all();
        if read {
            this.pause_millis = NEWS_MILLIS.0;
        }
        let first = !this.told_records && this.lead.has_records();
        if (read || first || this.pause.is_none())
            && let Some(news) = this.lead.progress()
        {
            this.told_records = this.lead.has_records();
            let sources = if let Reply::Progress(told) = &news { told.sources.len() } else { 0 };
            post::to_page(&this.scope, &Envelope { id: 0, body: news });
            let pause = this.pause_millis + sources as u32 / SOURCES_A_MILLI;
            this.pause_millis = (this.pause_millis * 2).min(NEWS_MILLIS.1);
            let later = state.clone();
            this.pause = Some(Timeout::new(pause, move || {
                later.borrow_mut().pause = None;
                Loop::deliver(&later);
            }));
        }
    }
}
