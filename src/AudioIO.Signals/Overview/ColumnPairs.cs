using System.Numerics;

namespace AudioIO.Overviews;

/// <summary>Two columns of powers to one, and many of them pair by pair.</summary>
internal static class ColumnPairs
{
    /// <summary>Reduces columns to one, which takes the place of the first.</summary>
    /// <param name="values">Columns, one after the other, at least one.</param>
    /// <param name="columnValues">Values of a column.</param>
    /// <param name="isMax">The largest of each value instead of the mean.</param>
    public static void Reduce(Span<float> values, int columnValues, bool isMax)
    {
        int columns = values.Length / columnValues, total = columns;
        for (long each = 1; columns > 1; each *= 2)
        {
            int pairs = columns / 2;
            for (int i = 0; i < pairs; i++)
            {
                Span<float> first = values.Slice(2 * i * columnValues, columnValues);
                long last = (2 * i) + 2 == columns ? total - (((2L * i) + 1) * each) : each;
                Join(first, values.Slice(((2 * i) + 1) * columnValues, columnValues), each, last, isMax);
                first.CopyTo(values[(i * columnValues)..]);
            }
            if (columns % 2 == 1)
                values.Slice((columns - 1) * columnValues, columnValues).CopyTo(values[(pairs * columnValues)..]);
            columns = pairs + (columns % 2);
        }
    }

    /// <summary>Joins a column to another one that was made of so many more.</summary>
    public static void Join(Span<float> first, ReadOnlySpan<float> second, long firstColumns, long secondColumns, bool isMax)
    {
        if (isMax) Largest(first, second);
        else Mean(first, second, firstColumns, secondColumns);
    }

    private static void Largest(Span<float> first, ReadOnlySpan<float> second)
    {
        int at = 0;
        for (; at <= first.Length - Vector<float>.Count; at += Vector<float>.Count)
            Vector.Max(new Vector<float>(first[at..]), new Vector<float>(second[at..])).CopyTo(first[at..]);
        for (; at < first.Length; at++) first[at] = MathF.Max(first[at], second[at]);
    }

    private static void Mean(Span<float> first, ReadOnlySpan<float> second, long firstColumns, long secondColumns)
    {
        // Weights rounded once; each value costs two multiplications and an addition, in this order everywhere.
        float a = (float)(firstColumns / (double)(firstColumns + secondColumns));
        float b = (float)(secondColumns / (double)(firstColumns + secondColumns));
        int at = 0;
        for (; at <= first.Length - Vector<float>.Count; at += Vector<float>.Count)
            ((new Vector<float>(first[at..]) * a) + (new Vector<float>(second[at..]) * b)).CopyTo(first[at..]);
        for (; at < first.Length; at++) first[at] = (first[at] * a) + (second[at] * b);
    }
}
