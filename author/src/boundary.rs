//! What JavaScript sees of the author's module.

use js_sys::Uint8Array;
use p2p_policy::Value;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::Format;

/// Half the size of the standard library's, and faster.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Checks a policy and packs it: `{ packed, warnings }`. Throws the list of its problems.
#[wasm_bindgen(unchecked_return_type = "{ packed: Uint8Array, warnings: Problem[] }")]
pub fn compile(policy: JsValue, format: Format) -> Result<JsValue, JsValue> {
    let source: Value = serde_wasm_bindgen::from_value(policy)?;
    let objects = Serializer::json_compatible();
    match crate::compile(&source, format) {
        Ok(compiled) => {
            let result = js_sys::Object::new();
            let packed = Uint8Array::from(compiled.packed.as_slice());
            js_sys::Reflect::set(&result, &"packed".into(), &packed)?;
            let warnings = compiled.warnings.serialize(&objects)?;
            js_sys::Reflect::set(&result, &"warnings".into(), &warnings)?;
            Ok(result.into())
        }
        Err(problems) => Err(problems.serialize(&objects)?),
    }
}
