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
    /// <returns>False when a sample leaves the range of its bits.</returns>
    public static bool Restore(in FlacSubframe subframe, int* samples, int count)
    {
        if (subframe.Order == 0) return IsInRange(subframe, samples, count);
        fixed (int* coefficients = subframe.Coefficients)
        {
            return subframe.SumLimit < NarrowLimit && subframe.Bits <= 30
                ? RestoreNarrow(subframe, coefficients, samples, count)
                : RestoreLong(subframe, coefficients, samples, count);
        }
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

    private static bool RestoreNarrow(in FlacSubframe subframe, int* coefficients, int* samples, int count)
    {
        int order = subframe.Order, shift = subframe.Shift, seen = 0;
        for (int i = order; i < count; i++)
        {
            int sum = 0;
            int* history = samples + i - 1;
            for (int j = 0; j < order; j++) sum += coefficients[j] * history[-j];
            int sample = samples[i] + (sum >> shift);
            samples[i] = sample;
            seen |= sample ^ (sample >> 31);
        }
        return seen >> (subframe.Bits - 1) == 0;
    }

    private static bool RestoreLong(in FlacSubframe subframe, int* coefficients, int* samples, int count)
    {
        int order = subframe.Order, shift = subframe.Shift, bits = subframe.Bits;
        for (int i = order; i < count; i++)
        {
            long sum = 0;
            int* history = samples + i - 1;
            for (int j = 0; j < order; j++) sum += (long)coefficients[j] * history[-j];
            long sample = samples[i] + (sum >> shift);
            if (sample >> (bits - 1) is not (0 or -1)) return false;
            samples[i] = (int)sample;
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
