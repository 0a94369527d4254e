using System.Numerics;

namespace AudioIO.Overviews;

/// <summary>Two columns of powers to one, and many of them pair by pair.</summary>
internal static class ColumnPairs
{
    /// <summary>Reduces columns to one, which takes the place of the first.</summary>
    /// <param name="values">Columns, one after the other, at least one.</param>
    /// <param name="columnValues">Values of a column.</param>
    /// <param name="isMax">The largest of each value instead of the mean.</param>
    public static void Reduce(Span<float> values, int columnValues, bool isMax) =>
        Reduce(values, values.Length / columnValues, columnValues, 1, isMax);

    /// <summary>Reduces columns to their mean, in the place of the first, and to the largest of each value, going through the columns once.</summary>
    /// <param name="values">Columns, one after the other, at least one; then their mean.</param>
    /// <param name="largest">Room for half of the columns, rounded up; then the largest values.</param>
    /// <param name="columnValues">Values of a column.</param>
    public static void Reduce(Span<float> values, Span<float> largest, int columnValues)
    {
        int columns = values.Length / columnValues, pairs = columns / 2;
        for (int i = 0; i < pairs; i++)
        {
            ReadOnlySpan<float> first = values.Slice(2 * i * columnValues, columnValues), second = values.Slice(((2 * i) + 1) * columnValues, columnValues);
            // The mean may take the place of the first column.
            Largest(first, second, largest.Slice(i * columnValues, columnValues));
            Mean(first, second, 1, 1, values.Slice(i * columnValues, columnValues));
        }
        if (columns % 2 == 1)
        {
            ReadOnlySpan<float> alone = values.Slice((columns - 1) * columnValues, columnValues);
            alone.CopyTo(largest[(pairs * columnValues)..]);
            alone.CopyTo(values[(pairs * columnValues)..]);
        }
        Reduce(values, columns, columnValues, 2, isMax: false);
        Reduce(largest, columns, columnValues, 2, isMax: true);
    }

    /// <summary>Joins a column to another one that was made of so many more.</summary>
    public static void Join(Span<float> first, ReadOnlySpan<float> second, long firstColumns, long secondColumns, bool isMax) =>
        Join(first, second, firstColumns, secondColumns, isMax, first);

    /// <summary>Reduces what so many columns were made to, each but the last of as many of them.</summary>
    private static void Reduce(Span<float> values, int total, int columnValues, long each, bool isMax)
    {
        for (int columns = (int)((total + each - 1) / each); columns > 1; each *= 2)
        {
            int pairs = columns / 2;
            for (int i = 0; i < pairs; i++)
            {
                long last = (2 * i) + 2 == columns ? total - (((2L * i) + 1) * each) : each;
                Join(
                    values.Slice(2 * i * columnValues, columnValues), values.Slice(((2 * i) + 1) * columnValues, columnValues), each, last, isMax,
                    values.Slice(i * columnValues, columnValues));
            }
            if (columns % 2 == 1)
                values.Slice((columns - 1) * columnValues, columnValues).CopyTo(values[(pairs * columnValues)..]);
            columns = pairs + (columns % 2);
        }
    }

    /// <summary>As above into a third column, which may be the first one.</summary>
    private static void Join(
        ReadOnlySpan<float> first, ReadOnlySpan<float> second, long firstColumns, long secondColumns, bool isMax, Span<float> joined)
    {
        if (isMax) Largest(first, second, joined);
        else Mean(first, second, firstColumns, secondColumns, joined);
    }

    private static void Largest(ReadOnlySpan<float> first, ReadOnlySpan<float> second, Span<float> joined)
    {
        int at = 0;
        for (; at <= first.Length - Vector<float>.Count; at += Vector<float>.Count)
            Vector.Max(new Vector<float>(first[at..]), new Vector<float>(second[at..])).CopyTo(joined[at..]);
        for (; at < first.Length; at++) joined[at] = MathF.Max(first[at], second[at]);
    }

    private static void Mean(ReadOnlySpan<float> first, ReadOnlySpan<float> second, long firstColumns, long secondColumns, Span<float> joined)
    {
        // Weights rounded once; each value costs two multiplications and an addition, in this order everywhere.
        float a = (float)(firstColumns / (double)(firstColumns + secondColumns));
        float b = (float)(secondColumns / (double)(firstColumns + secondColumns));
        int at = 0;
        for (; at <= first.Length - Vector<float>.Count; at += Vector<float>.Count)
            ((new Vector<float>(first[at..]) * a) + (new Vector<float>(second[at..]) * b)).CopyTo(joined[at..]);
        for (; at < first.Length; at++) joined[at] = (first[at] * a) + (second[at] * b);
    }
}
