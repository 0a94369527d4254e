namespace AudioIO;

/// <summary>
/// What the lanes ask of a vector of 32-bit integers; the only place where its width matters. Every width does the same to each lane, so
/// that all give the same samples.
/// </summary>
/// <typeparam name="V">The vector.</typeparam>
internal unsafe interface IFlacVectors<V>
    where V : unmanaged
{
    /// <summary>True where this processor has the instructions.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>Number of lanes, a multiple of 4.</summary>
    static abstract int Count { get; }

    /// <summary>
    /// Products that one multiplication adds up in a lane: 2 of 16 bits by 16 bits (x86), or 1 of 32 bits by 32 bits (Arm).
    /// </summary>
    static abstract int Taps { get; }

    static abstract V Create(int value);

    static abstract V Load(int* from);

    static abstract void Store(V value, int* to);

    static abstract V Add(V left, V right);

    static abstract V Subtract(V left, V right);

    static abstract V And(V left, V right);

    static abstract V Or(V left, V right);

    static abstract V Xor(V left, V right);

    /// <summary>All ones where <paramref name="left"/> is not above <paramref name="right"/>.</summary>
    static abstract V NotAbove(V left, V right);

    /// <summary>Shifts every lane to the right, its sign extended.</summary>
    static abstract V ShiftRight(V value, int count);

    /// <summary><see cref="FlacFolding.Unfold(int)"/> for every lane.</summary>
    static abstract V Unfold(V folded);

    /// <summary>Shifts every lane to the left by its own count; <paramref name="codes"/> are those of <see cref="LeftCode"/>.</summary>
    static abstract V ShiftLeft(V value, V codes);

    static abstract int LeftCode(int count);

    /// <summary>Shifts every lane to the right by its own count of <see cref="RightCode"/>, its sign extended.</summary>
    static abstract V ShiftRight(V value, V codes);

    static abstract int RightCode(int count);

    /// <summary>
    /// <c>(high · 2^12 + low) &gt;&gt; count</c> for every lane with its own count, where the result fits 32 bits.
    /// </summary>
    /// <param name="high">Sums of the samples' upper bits.</param>
    /// <param name="low">Sums of their lower 12 bits.</param>
    /// <param name="codes">Three codes for each lane, of <see cref="JoinCode"/>.</param>
    static abstract V ShiftJoined(V high, V low, in FlacJoinCodes<V> codes);

    /// <summary>Code <paramref name="number"/>, 0 to 2, for a shift by <paramref name="count"/>, 0 to 15.</summary>
    static abstract int JoinCode(int number, int count);

    /// <summary>
    /// What <see cref="MultiplyAdd"/> takes as history: the newest sample, and where <see cref="Taps"/> is 2 the one before in the upper
    /// 16 bits, from what was remembered then.
    /// </summary>
    static abstract V Remember(V sample, V before);

    /// <summary>Adds the products of <see cref="Taps"/> samples with as many coefficients.</summary>
    static abstract V MultiplyAdd(V sum, V history, V coefficients);

    /// <summary>The even lanes, each twice.</summary>
    static abstract V DuplicateEven(V value);

    /// <summary>The odd lanes, each twice.</summary>
    static abstract V DuplicateOdd(V value);

    /// <summary>In every four lanes: a0, b0, a1, b1.</summary>
    static abstract V ZipLow(V left, V right);

    /// <summary>In every four lanes: a2, b2, a3, b3.</summary>
    static abstract V ZipHigh(V left, V right);

    /// <summary>In every four lanes: a0, a1, b0, b1.</summary>
    static abstract V ZipLowPairs(V left, V right);

    /// <summary>In every four lanes: a2, a3, b2, b3.</summary>
    static abstract V ZipHighPairs(V left, V right);

    /// <summary>Stores the first <paramref name="fours"/> times four lanes, <paramref name="stride"/> integers apart.</summary>
    static abstract void StoreFours(V value, int* to, nint stride, int fours);

    /// <summary>To float, times a scale; the bits of the result.</summary>
    static abstract V Scale(V value, float scale);
}

/// <summary>Codes for <see cref="IFlacVectors{V}.ShiftJoined"/>.</summary>
internal readonly record struct FlacJoinCodes<V>(V First, V Second, V Third)
    where V : unmanaged;
