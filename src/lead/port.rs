//! Asking shards from futures, without threads: a tiny executor.
//!
//! A [`Port`] gives each command an id and hands back a future of the reply. Dropping the future
//! cancels the question at its shard. [`Tasks`] polls all futures after each reply; there are few.
//!
//! Does not: deliver messages; the shell empties the outbox.

use std::{
    cell::RefCell,
    collections::HashMap,
    future::Future,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

use super::Outgoing;
use crate::protocol::{
    Envelope,
    page::Reply,
    shard::{ShardCommand, ShardReply},
};

/// Asks shards and replies to the page.
#[derive(Clone, Debug)]
pub struct Port(Rc<RefCell<Exchange>>);

#[derive(Debug, Default)]
struct Exchange {
    shards: usize,
    next_id: u64,
    outbox: Vec<Outgoing>,
    /// Questions under way, with the reply once it came.
    replies: HashMap<u64, Option<ShardReply>>,
}

/// A question to one shard under way.
#[derive(Debug)]
pub struct Asked {
    port: Port,
    shard: usize,
    id: u64,
    answered: bool,
}

impl Port {
    pub(super) fn new(shards: usize) -> Port {
        Port(Rc::new(RefCell::new(Exchange { shards, next_id: 1, ..Exchange::default() })))
    }

    /// How many shards there are.
    pub fn shards(&self) -> usize {
        self.0.borrow().shards
    }

    /// Asks one shard.
    pub fn ask(&self, shard: usize, body: ShardCommand) -> Asked {
        let mut exchange = self.0.borrow_mut();
        let id = exchange.next_id;
        exchange.next_id += 1;
        exchange.replies.insert(id, None);
        exchange.outbox.push(Outgoing::ToShard(shard, Envelope { id, body }));
        Asked { port: self.clone(), shard, id, answered: false }
    }

    /// Asks every shard the same; the answers come in the order of the shards.
    pub async fn ask_all(&self, command: ShardCommand) -> Vec<ShardReply> {
        let asked: Vec<_> = (0..self.shards()).map(|at| self.ask(at, command.clone())).collect();
        let mut replies = Vec::with_capacity(asked.len());
        for asked in asked {
            replies.push(asked.await);
        }
        replies
    }

    /// Asks every shard for an answer that it gives in stretches, on from `first`: `take` reads a
    /// stretch, and says where its shard is to go on, if it is.
    pub async fn ask_in_stretches<From: Copy>(
        &self,
        first: From,
        command: impl Fn(From) -> ShardCommand,
        mut take: impl FnMut(ShardReply) -> Option<From>,
    ) {
        let mut open: Vec<(usize, From)> = (0..self.shards()).map(|shard| (shard, first)).collect();
        while !open.is_empty() {
            let ask = |(shard, from)| (shard, self.ask(shard, command(from)));
            let asked: Vec<(usize, Asked)> =
                std::mem::take(&mut open).into_iter().map(ask).collect();
            for (shard, asked) in asked {
                open.extend(take(asked.await).map(|from| (shard, from)));
            }
        }
    }

    /// Tells every shard something that is not answered.
    pub fn tell_all(&self, command: impl Fn() -> ShardCommand) {
        let mut exchange = self.0.borrow_mut();
        for shard in 0..exchange.shards {
            exchange.outbox.push(Outgoing::ToShard(shard, Envelope { id: 0, body: command() }));
        }
    }

    /// Answers the page.
    pub fn reply(&self, id: u64, body: Reply) {
        self.0.borrow_mut().outbox.push(Outgoing::ToPage(Envelope { id, body }));
    }

    pub(super) fn take(&self, envelope: Envelope<ShardReply>) {
        if let Some(slot) = self.0.borrow_mut().replies.get_mut(&envelope.id) {
            *slot = Some(envelope.body);
        }
    }

    pub(super) fn outbox(&self) -> Vec<Outgoing> {
        std::mem::take(&mut self.0.borrow_mut().outbox)
    }
}

impl Future for Asked {
    type Output = ShardReply;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<ShardReply> {
        let reply = self.port.0.borrow_mut().replies.get_mut(&self.id).and_then(Option::take);
        match reply {
            Some(reply) => {
                self.answered = true;
                Poll::Ready(reply)
            }
            None => Poll::Pending,
        }
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        let mut exchange = self.port.0.borrow_mut();
        exchange.replies.remove(&self.id);
        if !self.answered {
            let body = ShardCommand::Cancel { id: self.id };
            exchange.outbox.push(Outgoing::ToShard(self.shard, Envelope { id: 0, body }));
        }
    }
}

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// Futures under way.
#[derive(Default)]
pub(super) struct Tasks {
    running: Vec<(Option<u64>, Task)>,
}

impl std::fmt::Debug for Tasks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} tasks", self.running.len())
    }
}

impl Tasks {
    /// Takes on a future, under the id of the command it answers.
    pub(super) fn spawn(&mut self, id: Option<u64>, future: impl Future<Output = ()> + 'static) {
        self.running.push((id, Box::pin(future)));
    }

    /// Gives up a command's future.
    pub(super) fn drop_task(&mut self, id: u64) {
        self.running.retain(|(running, _)| *running != Some(id));
    }

    /// Lets every future go on as far as it can.
    pub(super) fn poll(&mut self) {
        let mut context = Context::from_waker(Waker::noop());
        self.running.retain_mut(|(_, task)| task.as_mut().poll(&mut context).is_pending());
    }

    pub(super) fn is_empty(&self) -> bool {
        self.running.is_empty()
    }
}
