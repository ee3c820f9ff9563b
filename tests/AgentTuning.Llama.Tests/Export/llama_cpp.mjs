// usage: node llama_cpp.mjs FOLDER MODEL.gguf COUNT PROMPT...
// FOLDER has node-llama-cpp in its node_modules. One JSON line per prompt: llama.cpp's ids of it, and its COUNT greedy ids.
import {createRequire} from "node:module";
import {pathToFileURL} from "node:url";
import path from "node:path";

const [folder, file, count, ...prompts] = process.argv.slice(2);
const found = createRequire(path.join(path.resolve(folder), "package.json")).resolve("node-llama-cpp");
const {getLlama, LlamaLogLevel} = await import(pathToFileURL(found));
const llama = await getLlama({gpu: false, build: "never", logLevel: LlamaLogLevel.warn});
const model = await llama.loadModel({modelPath: file, gpuLayers: 0});
for (const prompt of prompts) {
    // Keys and values as exact as ours: llama.cpp rounds them to 16 bits otherwise.
    const context = await model.createContext({
        contextSize: 256, threads: 1, flashAttention: false, experimentalKvCacheKeyType: "F32", experimentalKvCacheValueType: "F32",
    });
    const sequence = context.getSequence();
    const ids = model.tokenize(prompt, true);
    const greedy = [];
    for await (const id of sequence.evaluate(ids, {temperature: 0, yieldEogToken: true})) {
        greedy.push(id);
        if (greedy.length >= Number(count)) break;
    }
    console.log(JSON.stringify({ids, greedy}));
    await context.dispose();
}
await llama.dispose();
