using System.Numerics;

namespace AudioIO.Spectra;

/// <summary>
/// The passes of a complex transform, which depend on its length alone. A long transform begins with passes that leave each quarter of
/// their results together: the rest of the transform works on each of these blocks for itself, and a block with its copy fits the cache
/// next to the processor. What is computed is the same; only the results lie in blocks (<see cref="Places"/>).
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class StockhamPlan<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // 16 KiB in sixteen lanes of floats. The same for every width, so that every width rounds the same sums.
    private const int LongestBlock = 128;

    private readonly StockhamPass<T>[] _outer;
    private readonly StockhamPass<T>[] _inner;

    /// <param name="length">Number of complex values: a product of 2, 3 and 5, from 1.</param>
    public StockhamPlan(int length)
    {
        Length = length;
        var outer = new List<StockhamPass<T>>();
        BlockLength = length;
        for (; BlockLength > LongestBlock && BlockLength % 4 == 0; BlockLength /= 4) outer.Add(new StockhamPass<T>(4, BlockLength, 1));
        var inner = new List<StockhamPass<T>>();
        int rest = BlockLength;
        // Odd radices first and 2 last: the last pass needs no factors, and one of radix 4 saves more of them than one of radix 5.
        foreach (int radix in (ReadOnlySpan<int>)[5, 3, 4, 2])
        {
            for (; rest % radix == 0; rest /= radix) inner.Add(new StockhamPass<T>(radix, rest, BlockLength / rest));
        }
        _outer = [.. outer];
        _inner = [.. inner];
        Places = new int[length];
        for (int k = 0; k < length; k++) Places[k] = PlaceOf(k);
    }

    public int Length { get; }

    /// <summary>Passes of radix 4, each over all blocks of its length.</summary>
    public ReadOnlySpan<StockhamPass<T>> Outer => _outer;

    /// <summary>The passes of a block that the outer passes leave.</summary>
    public ReadOnlySpan<StockhamPass<T>> Inner => _inner;

    /// <summary>Complex values of such a block.</summary>
    public int BlockLength { get; }

    /// <summary>Where each result lies.</summary>
    public int[] Places { get; }

    /// <summary>True for 1, 2, 3, 4, 5, 6, 8, 9, 10, 12, …</summary>
    public static bool IsPossible(int length)
    {
        if (length < 1) return false;
        foreach (int prime in (ReadOnlySpan<int>)[2, 3, 5])
        {
            while (length % prime == 0) length /= prime;
        }
        return length == 1;
    }

    // Result 4 k + j of a transform is result k of its j-th quarter.
    private int PlaceOf(int k)
    {
        int place = 0;
        foreach (StockhamPass<T> pass in _outer)
        {
            place += k % 4 * (pass.Length / 4);
            k /= 4;
        }
        return place + k;
    }
}
