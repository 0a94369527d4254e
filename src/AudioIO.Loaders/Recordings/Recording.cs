using System.Numerics.Tensors;

namespace AudioIO;

/// <summary>A whole recording in memory.</summary>
/// <typeparam name="T">Type of a sample.</typeparam>
/// <param name="Info">Format, rate and length.</param>
/// <param name="Samples">Frames × channels: <c>Samples[frame, channel]</c>.</param>
/// <param name="Diagnostics">What was not as it should be in the file.</param>
public sealed record Recording<T>(AudioInfo Info, Tensor<T> Samples, IReadOnlyList<Diagnostic> Diagnostics)
    where T : unmanaged;
