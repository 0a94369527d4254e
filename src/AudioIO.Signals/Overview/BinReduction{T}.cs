using System.Numerics;

namespace AudioIO.Overviews;

/// <summary>Bins to one that covers them; for one thread at a time.</summary>
internal sealed class BinReduction<T>(int channels) : IEntryReduction
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private readonly BinTotal<T> _total = new(channels);

    public void Reduce(ReadOnlySpan<byte> entries, long frames, long lastFrames, Span<byte> result)
    {
        _total.Clear();
        int entryBytes = BinKernel.EntryBytes<T>(channels);
        for (int at = 0; at < entries.Length; at += entryBytes)
            _total.Add(entries.Slice(at, entryBytes), at + entryBytes < entries.Length ? frames : lastFrames);
        _total.CopyTo(
            BinKernel.Minima<T>(result, channels), BinKernel.Maxima<T>(result, channels), BinKernel.Rms<T>(result, channels));
    }
}
