namespace AudioIO;

/// <summary>
/// Orders names as people number them: runs of digits by their value (<c>night2</c> before <c>night10</c>), all else by code unit.
/// </summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x;
        ReadOnlySpan<char> b = y;
        while (!a.IsEmpty && !b.IsEmpty)
        {
            ReadOnlySpan<char> firstDigits = TakeDigits(a);
            ReadOnlySpan<char> secondDigits = TakeDigits(b);
            bool areNumbers = !firstDigits.IsEmpty && !secondDigits.IsEmpty;
            int order = areNumbers ? CompareNumbers(firstDigits, secondDigits) : a[0].CompareTo(b[0]);
            if (order != 0) return order;
            a = a[(areNumbers ? firstDigits.Length : 1)..];
            b = b[(areNumbers ? secondDigits.Length : 1)..];
        }
        // "01" and "1" have the same value: the plain order decides, so that only equal names are equal.
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(x, y);
    }

    private static ReadOnlySpan<char> TakeDigits(ReadOnlySpan<char> text)
    {
        int count = text.IndexOfAnyExceptInRange('0', '9');
        return count < 0 ? text : text[..count];
    }

    // Numbers of any length: without leading zeros the longer one is the larger.
    private static int CompareNumbers(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a.TrimStart('0');
        b = b.TrimStart('0');
        return a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.SequenceCompareTo(b);
    }
}
