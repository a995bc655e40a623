// AssemblyScript. The exports of the kernel module. Every pointer is a byte address in the memory of tfjs's WASM
// backend; no kernel allocates, keeps state or has data of its own.
export { attentionScratch, causalAttention, causalAttentionGradient } from './attention';
export { cacheStride, cachedAttention } from './decode';
export { tokenLogProbs, tokenLogProbsGradient } from './loss';
export { matmul, matmulPacked, matmulScratch, pack, packedBytes, packedScratch } from './matmul';
export { gatherRows, rmsNorm, rmsNormGradient, scatterRows, swiglu, swigluGradient } from './rows';
export { adamW, sumSquares } from './update';
