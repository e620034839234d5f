//! The loop of a shard: take commands as they come, work in steps, answer.
//!
//! Between two steps the browser delivers what came meanwhile, so a newer question is seen soon.
//!
//! Commands come from the lead, `File` handles from the page: handed on through a channel, a file made
//! inside the page (pasted text) can never be read in Firefox. The two ways have no common order, so
//! `Attach` waits for its handle, and what came after it waits too.
//!
//! Does not: know what it computes.

use std::{cell::RefCell, collections::VecDeque, rc::Rc};

use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

use super::{files::Files, post};
use crate::{
    lead::shard::{Host, Shard},
    protocol::{Envelope, shard::ShardCommand},
};

/// So long nothing must have been asked before a shard works on what nobody asked for: a question comes
/// in rounds, and one brings the next, so that work begun between two of them is felt each time.
const QUIET_MILLIS: u32 = 150;

struct Loop {
    shard: Shard,
    files: Files,
    /// Commands that came, in order; the first may wait for a handle.
    came: VecDeque<Envelope<ShardCommand>>,
    lead: MessagePort,
    /// Posting here brings the next step behind the messages already waiting.
    again: MessagePort,
    stepping: bool,
    /// Runs while it is quiet; then the shard looks ahead.
    quiet: Option<Timeout>,
}

/// Serves the lead through its port.
pub(super) fn serve(lead: MessagePort) {
    let channel = MessageChannel::new().unwrap_throw();
    let state = Rc::new(RefCell::new(Loop {
        shard: Shard::looking_ahead(),
        files: Files::default(),
        came: VecDeque::new(),
        lead: lead.clone(),
        again: channel.port1(),
        stepping: false,
        quiet: None,
    }));
    let taking = state.clone();
    let take = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        taking.borrow_mut().take(&event.data());
    });
    lead.set_onmessage(Some(take.as_ref().unchecked_ref()));
    take.forget();
    let keeping = state.clone();
    let keep = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        keeping.borrow_mut().keep(&event.data());
    });
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    scope.set_onmessage(Some(keep.as_ref().unchecked_ref()));
    keep.forget();
    let step = Closure::<dyn FnMut(MessageEvent)>::new(move |_| state.borrow_mut().step());
    channel.port2().set_onmessage(Some(step.as_ref().unchecked_ref()));
    step.forget();
}

impl Loop {
    fn take(&mut self, message: &JsValue) {
        self.came.extend(post::unpack::<ShardCommand>(message));
        self.take_ready();
    }

    fn keep(&mut self, message: &JsValue) {
        self.files.keep(message);
        self.take_ready();
    }

    /// Takes the commands up to the first whose handle is not here yet.
    fn take_ready(&mut self) {
        while let Some(first) = self.came.pop_front() {
            match first.body {
                ShardCommand::Attach { source, modified, .. }
                    if !self.files.has(source, modified) =>
                {
                    self.came.push_front(first);
                    break;
                }
                ShardCommand::Forget { source } => self.files.drop_source(source),
                _ => {}
            }
            self.shard.take(first);
        }
        self.go_on();
    }

    fn step(&mut self) {
        self.stepping = false;
        let looks_ahead = !self.shard.is_asked();
        for reply in self.shard.step(&mut self.files as &mut dyn Host) {
            post::through(&self.lead, &reply);
        }
        if looks_ahead && self.shard.may_look_ahead() {
            self.step_soon();
        }
        self.go_on();
    }

    fn go_on(&mut self) {
        if self.stepping {
            return;
        }
        self.quiet = None;
        if self.shard.is_asked() {
            self.step_soon();
        } else if self.shard.may_look_ahead() {
            let again = self.again.clone();
            self.quiet = Some(Timeout::new(QUIET_MILLIS, move || post::nudge(&again)));
        }
    }

    fn step_soon(&mut self) {
        self.stepping = true;
        post::nudge(&self.again);
    }
}
