//! The loop of a shard: take commands as they come, work in steps, answer.
//!
//! Between two steps the browser delivers what came meanwhile, so a newer question is seen soon.
//!
//! Does not: know what it computes.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{MessageChannel, MessageEvent, MessagePort};

use super::{files::Files, post};
use crate::{
    lead::shard::{Host, Shard},
    protocol::shard::ShardCommand,
};

struct Loop {
    shard: Shard,
    files: Files,
    lead: MessagePort,
    /// Posting here brings the next step behind the messages already waiting.
    again: MessagePort,
    stepping: bool,
}

/// Serves the lead through its port.
pub(super) fn serve(lead: MessagePort) {
    let channel = MessageChannel::new().unwrap_throw();
    let state = Rc::new(RefCell::new(Loop {
        shard: Shard::default(),
        files: Files::default(),
        lead: lead.clone(),
        again: channel.port1(),
        stepping: false,
    }));
    let taking = state.clone();
    let take = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        taking.borrow_mut().take(&event.data());
    });
    lead.set_onmessage(Some(take.as_ref().unchecked_ref()));
    take.forget();
    let step = Closure::<dyn FnMut(MessageEvent)>::new(move |_| state.borrow_mut().step());
    channel.port2().set_onmessage(Some(step.as_ref().unchecked_ref()));
    step.forget();
}

impl Loop {
    fn take(&mut self, message: &JsValue) {
        let Some((envelope, files)) = post::unpack::<ShardCommand>(message) else { return };
        match &envelope.body {
            ShardCommand::Attach { source, .. } => {
                for file in files {
                    self.files.keep(*source, file);
                }
            }
            ShardCommand::Forget { source } => self.files.drop_source(*source),
            _ => {}
        }
        self.shard.take(envelope);
        self.go_on();
    }

    fn step(&mut self) {
        self.stepping = false;
        for reply in self.shard.step(&mut self.files as &mut dyn Host) {
            post::through(&self.lead, &post::pack(&reply, &[]));
        }
        self.go_on();
    }

    fn go_on(&mut self) {
        if !self.stepping && self.shard.has_work() {
            self.stepping = true;
            post::through(&self.again, &JsValue::NULL);
        }
    }
}
