//! A pool of instances. Each call borrows one for itself.

use std::sync::{Mutex, MutexGuard, PoisonError};

use wasmi::Module;

use crate::Error;
use crate::error::Fault;
use crate::instance::{ModuleInstance, Reply, compile};

/// The size limit of all inputs of a call together, in bytes.
const MOST_INPUT: usize = 1024 * 1024;

/// Creates an instance when none is free, and keeps it for later calls.
pub(crate) struct Pool {
    module: Module,
    free: Mutex<Vec<ModuleInstance>>,
    packs: Mutex<Vec<Vec<u8>>>,
    /// Held while a policy is added: one at a time.
    adding: Mutex<()>,
}

impl Pool {
    pub(crate) fn new(wasm: &[u8]) -> Result<Self, Error> {
        let module = compile(wasm)?;
        // The first instance shows whether the module is valid.
        let first = ModuleInstance::new(&module)?;
        Ok(Pool {
            module,
            free: Mutex::new(vec![first]),
            packs: Mutex::default(),
            adding: Mutex::default(),
        })
    }

    /// Makes a call and returns the JSON of its answer. If the instance traps, it is dropped and a new one is tried
    /// once.
    pub(crate) fn call(&self, name: &str, inputs: &[&[u8]]) -> Result<Vec<u8>, Error> {
        check_size("bad-input", inputs)?;
        let free = lock(&self.free).pop();
        let first = match free {
            Some(instance) => self.once(instance, name, inputs),
            None => self.once(ModuleInstance::new(&self.module)?, name, inputs),
        };
        let reply = match first {
            Err(Error::Module(_)) => self.once(ModuleInstance::new(&self.module)?, name, inputs),
            other => other,
        };
        answer(reply?)
    }

    /// Adds a pack: first to a new instance, which checks it, then to each other instance before its next call.
    pub(crate) fn add(&self, packed: &[u8]) -> Result<Vec<u8>, Error> {
        check_size("bad-pack", &[packed])?;
        let _adding = lock(&self.adding);
        let mut fresh = ModuleInstance::new(&self.module)?;
        self.catch_up(&mut fresh)?;
        let json = answer(fresh.call("add_policy", &[packed])?)?;
        lock(&self.packs).push(packed.to_vec());
        fresh.packs = fresh.packs.saturating_add(1);
        lock(&self.free).push(fresh);
        Ok(json)
    }

    fn once(
        &self,
        mut instance: ModuleInstance,
        name: &str,
        inputs: &[&[u8]],
    ) -> Result<Reply, Error> {
        self.catch_up(&mut instance)?;
        let reply = instance.call(name, inputs)?;
        lock(&self.free).push(instance);
        Ok(reply)
    }

    fn catch_up(&self, instance: &mut ModuleInstance) -> Result<(), Error> {
        loop {
            let next = lock(&self.packs).get(instance.packs).cloned();
            let Some(packed) = next else {
                return Ok(());
            };
            instance.call("add_policy", &[&packed])?;
            instance.packs = instance.packs.saturating_add(1);
        }
    }
}

fn check_size(code: &str, inputs: &[&[u8]]) -> Result<(), Error> {
    let size: usize = inputs.iter().map(|input| input.len()).sum();
    if size > MOST_INPUT {
        let message =
            format!("This is more than {MOST_INPUT} bytes, the most that the engine takes.");
        return Err(Error::fault(code, message));
    }
    Ok(())
}

fn answer((done, json): Reply) -> Result<Vec<u8>, Error> {
    if done {
        return Ok(json);
    }
    let fault: Fault = serde_json::from_slice(&json)
        .map_err(|error| Error::Module(format!("the module's error has another shape: {error}")))?;
    Err(Error::Answer(fault))
}

/// No code that can panic runs while a lock is held.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
