//! One instance of the module: its memory and its calls.

use wasmi::{Engine as Runtime, Instance, Linker, Memory, Module, Store, Val};

use crate::Error;

const INTERFACE_VERSION: u32 = 1;
const USUAL_INPUT: u32 = 8 * 1024;
const HEADER: usize = 8;

/// The result of a call: whether it succeeded, and the JSON.
pub(crate) type Reply = (bool, Vec<u8>);

/// An instance of the module.
pub(crate) struct ModuleInstance {
    store: Store<()>,
    instance: Instance,
    memory: Memory,
    /// The address and size of the input block.
    block: Option<(u32, u32)>,
    /// How many of the pool's packs this instance has.
    pub(crate) packs: usize,
}

/// Compiles the module.
pub(crate) fn compile(wasm: &[u8]) -> Result<Module, Error> {
    let runtime = Runtime::default();
    Module::new(&runtime, wasm)
        .map_err(|error| Error::Module(format!("these bytes are no WebAssembly module: {error}")))
}

impl ModuleInstance {
    pub(crate) fn new(module: &Module) -> Result<Self, Error> {
        let mut store = Store::new(module.engine(), ());
        // Nothing is linked, so the module can access nothing outside.
        let instance = Linker::new(module.engine()).instantiate_and_start(&mut store, module)?;
        let memory = instance.get_memory(&store, "memory");
        let memory = memory.ok_or_else(|| Error::Module("this module has no memory".into()))?;
        let mut found = ModuleInstance {
            store,
            instance,
            memory,
            block: None,
            packs: 0,
        };
        match found.number("interface_version", &[])? {
            INTERFACE_VERSION => Ok(found),
            version => Err(Error::Module(format!(
                "this module's interface is version {version}; this crate speaks version {INTERFACE_VERSION}"
            ))),
        }
    }

    /// Makes a call. After an error the instance must not be used again.
    pub(crate) fn call(&mut self, name: &str, inputs: &[&[u8]]) -> Result<Reply, Error> {
        let bytes = inputs.concat();
        let mut address = self.reserve(length(&bytes))?;
        self.memory
            .write(&mut self.store, address as usize, &bytes)
            .map_err(outside)?;
        let mut arguments = Vec::new();
        for input in inputs {
            arguments.extend([address, length(input)]);
            address = address.wrapping_add(length(input));
        }
        let answer = self.number(name, &arguments)? as usize;
        self.read(answer)
    }

    fn read(&self, answer: usize) -> Result<Reply, Error> {
        let mut status = [0; 4];
        let mut size = [0; 4];
        let read = |from: usize, into: &mut [u8]| {
            self.memory.read(&self.store, from, into).map_err(outside)
        };
        read(answer, &mut status)?;
        read(answer.wrapping_add(4), &mut size)?;
        let size = u32::from_le_bytes(size) as usize;
        if size > self.memory.data(&self.store).len() {
            return Err(Error::Module(
                "the module's answer is larger than its memory".into(),
            ));
        }
        let mut json = vec![0; size];
        read(answer.wrapping_add(HEADER), &mut json)?;
        Ok((status == [0; 4], json))
    }

    fn reserve(&mut self, size: u32) -> Result<u32, Error> {
        if let Some((block, fits)) = self.block {
            if size <= fits {
                return Ok(block);
            }
            let free = self.instance.get_func(&self.store, "free");
            let free = free.ok_or_else(|| none("free"))?;
            free.call(&mut self.store, &[number(block)], &mut [])?;
        }
        let wanted = size.max(USUAL_INPUT);
        let block = self.number("allocate", &[wanted])?;
        if block == 0 {
            return Err(Error::Module(format!(
                "the module gives no room for {wanted} bytes"
            )));
        }
        self.block = Some((block, wanted));
        Ok(block)
    }

    fn number(&mut self, name: &str, arguments: &[u32]) -> Result<u32, Error> {
        let call = self.instance.get_func(&self.store, name);
        let call = call.ok_or_else(|| none(name))?;
        let arguments: Vec<Val> = arguments.iter().copied().map(number).collect();
        let mut results = [Val::I32(0)];
        call.call(&mut self.store, &arguments, &mut results)?;
        let [result] = results;
        Ok(result.i32().unwrap_or_default().cast_unsigned())
    }
}

fn number(number: u32) -> Val {
    Val::I32(number.cast_signed())
}

/// The pool refuses longer inputs.
fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

fn none(name: &str) -> Error {
    Error::Module(format!(
        "this is not p2p-review's portable module: it has no {name}"
    ))
}

fn outside(error: impl std::fmt::Display) -> Error {
    Error::Module(format!(
        "an address lies outside the module's memory: {error}"
    ))
}
