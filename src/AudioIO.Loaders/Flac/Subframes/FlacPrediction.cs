namespace AudioIO;

/// <summary>Turns warm-up and residual into samples, one subframe at a time (RFC 9639 §9.2.5, §9.2.6).</summary>
internal static unsafe class FlacPrediction
{
    /// <summary>
    /// Below it a sum of products fits 32 bits, and adding a residual of 32 bits cannot wrap into the range of samples of at most 30 bits:
    /// |r + p| &lt; 2^31 + 2^30, which wraps to a magnitude of 2^30 or more.
    /// </summary>
    private const long NarrowLimit = 1L << 30;

    /// <summary>Restores <paramref name="count"/> samples in place.</summary>
    /// <param name="subframe">The predictor; its coefficients beyond the order are 0.</param>
    /// <param name="samples">Warm-up and residual; <see cref="FlacSubframe.MaxOrder"/> readable integers of any value before them.</param>
    /// <param name="count">Number of samples.</param>
    /// <returns>False when a sample leaves the range of its bits.</returns>
    public static bool Restore(in FlacSubframe subframe, int* samples, int count)
    {
        return subframe.Order switch
        {
            0 => IsInRange(subframe, samples, count),
            <= 4 => Restore<FlacFourTaps>(subframe, samples, count),
            <= 8 => Restore<FlacEightTaps>(subframe, samples, count),
            <= 12 => Restore<FlacTwelveTaps>(subframe, samples, count),
            _ => Restore<FlacThirtyTwoTaps>(subframe, samples, count),
        };
    }

    /// <summary>Restores samples of up to 33 bits from a residual of 32 bits; the warm-up is in <paramref name="samples"/>.</summary>
    /// <returns>False when a sample leaves the range of its bits.</returns>
    public static bool RestoreWide(in FlacSubframe subframe, int* residual, long* samples, int count)
    {
        for (int i = subframe.Order; i < count; i++)
        {
            long sum = 0;
            for (int j = 0; j < subframe.Order; j++) sum += subframe.Coefficients[j] * samples[i - 1 - j];
            long sample = residual[i] + (sum >> subframe.Shift);
            if (sample >> (subframe.Bits - 1) is not (0 or -1)) return false;
            samples[i] = sample;
        }
        return true;
    }

    private static bool Restore<TTaps>(in FlacSubframe subframe, int* samples, int count)
        where TTaps : struct, IFlacTaps
    {
        fixed (int* coefficients = subframe.Coefficients)
        {
            return subframe.SumLimit < NarrowLimit && subframe.Bits <= 30
                ? RestoreNarrow<TTaps>(subframe, coefficients, samples, count)
                : RestoreLong<TTaps>(subframe, coefficients, samples, count);
        }
    }

    private static bool RestoreNarrow<TTaps>(in FlacSubframe subframe, int* coefficients, int* samples, int count)
        where TTaps : struct, IFlacTaps
    {
        int shift = subframe.Shift, seen = 0;
        int* end = samples + count;
        for (int* next = samples + subframe.Order; next < end; next++)
        {
            int sample = *next + (TTaps.Sum(coefficients, next) >> shift);
            *next = sample;
            seen |= sample ^ (sample >> 31);
        }
        return seen >> (subframe.Bits - 1) == 0;
    }

    private static bool RestoreLong<TTaps>(in FlacSubframe subframe, int* coefficients, int* samples, int count)
        where TTaps : struct, IFlacTaps
    {
        int shift = subframe.Shift, bits = subframe.Bits;
        int* end = samples + count;
        for (int* next = samples + subframe.Order; next < end; next++)
        {
            long sample = *next + (TTaps.LongSum(coefficients, next) >> shift);
            if (sample >> (bits - 1) is not (0 or -1)) return false;
            *next = (int)sample;
        }
        return true;
    }

    /// <summary>Residuals of order 0 are the samples; they can be beyond the range although no prediction was added.</summary>
    private static bool IsInRange(in FlacSubframe subframe, int* samples, int count)
    {
        int seen = 0;
        for (int i = 0; i < count; i++) seen |= samples[i] ^ (samples[i] >> 31);
        return seen >> (subframe.Bits - 1) == 0;
    }
}
