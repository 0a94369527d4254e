using System.Runtime.InteropServices;

namespace AudioIO.Overviews;

/// <summary>Two kept columns to one: the mean powers, then the largest ones.</summary>
internal sealed class ColumnReduction(int columnValues) : IEntryReduction
{
    public void Reduce(ReadOnlySpan<byte> entries, long frames, long lastFrames, Span<byte> result)
    {
        ReadOnlySpan<float> from = MemoryMarshal.Cast<byte, float>(entries);
        Span<float> to = MemoryMarshal.Cast<byte, float>(result);
        from[..(2 * columnValues)].CopyTo(to);
        if (from.Length == to.Length) return;
        ReadOnlySpan<float> second = from[(2 * columnValues)..];
        ColumnPairs.Join(to[..columnValues], second[..columnValues], frames, lastFrames, isMax: false);
        ColumnPairs.Join(to[columnValues..], second[columnValues..], frames, lastFrames, isMax: true);
    }
}
