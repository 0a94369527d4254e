using System.Numerics.Tensors;

namespace AudioIO;

/// <summary>A whole recording in memory.</summary>
/// <typeparam name="T">Type of a sample.</typeparam>
public sealed record Recording<T>
    where T : unmanaged
{
    /// <summary>Format, rate and length.</summary>
    public required AudioInfo Info { get; init; }

    /// <summary>Frames × channels: <c>Samples[frame, channel]</c>.</summary>
    public required Tensor<T> Samples { get; init; }

    /// <summary>What was not as it should be in the file.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }
}
