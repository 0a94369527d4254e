using System.Numerics;

namespace AudioIO.Overviews;

/// <summary>Bins to one that covers them.</summary>
internal sealed class BinReduction<T>(int channels) : IEntryReduction
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    public void Reduce(ReadOnlySpan<byte> entries, long frames, long lastFrames, Span<byte> result)
    {
        var total = new BinTotal<T>(channels);
        int entryBytes = BinKernel.EntryBytes<T>(channels);
        for (int at = 0; at < entries.Length; at += entryBytes)
            total.Add(entries.Slice(at, entryBytes), at + entryBytes < entries.Length ? frames : lastFrames);
        total.CopyTo(
            BinKernel.Minima<T>(result, channels), BinKernel.Maxima<T>(result, channels), BinKernel.Rms<T>(result, channels));
    }
}
