namespace AudioIO;

/// <summary>How a subframe's samples follow from what is coded: <c>s[t] = r[t] + (Σ c[j] · s[t − 1 − j] &gt;&gt; Shift)</c>.</summary>
internal unsafe struct FlacSubframe
{
    public const int MaxOrder = 32;

    /// <summary>Number of coefficients, 0 to 32; 0 where the samples are coded themselves.</summary>
    public int Order;

    /// <summary>0 to 15.</summary>
    public int Shift;

    /// <summary>Bits of the coded samples without the wasted ones, 1 to 33.</summary>
    public int Bits;

    /// <summary>Zero bits to be appended below, 0 to 31.</summary>
    public int Wasted;

    /// <summary>Coefficients of at most 15 bits, the one for the previous sample first.</summary>
    public fixed int Coefficients[MaxOrder];

    /// <summary>
    /// Largest magnitude that the sum of products can have as long as the samples are in range:
    /// 32 coefficients of 2^14 times samples of 2^32 are 2^51.
    /// </summary>
    public readonly long SumLimit
    {
        get
        {
            long sum = 0;
            for (int j = 0; j < Order; j++) sum += Math.Abs(Coefficients[j]);
            return sum << (Bits - 1);
        }
    }
}
