namespace AudioIO.Fuzz;

/// <summary>The types of samples among each other: floats are doubles rounded, integers are doubles times 2^(bits − 1).</summary>
internal static class TypeChecks
{
    /// <summary>A double has no more bits: what is wider is rounded to one, and to a float from there or at once.</summary>
    private const int DoubleBits = 53;

    /// <summary>Throws unless values of a type are those of doubles.</summary>
    public static void Compare<T>(AudioInfo info, ReadOnlySpan<double> exact, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (info.BitsPerSample > DoubleBits && info.IsInteger) return;
        double scale = Math.ScaleB(1, info.BitsPerSample - 1);
        for (int i = 0; i < values.Length; i++)
        {
            double expected = exact[i];
            bool same = values[i] switch
            {
                float value => value.Equals((float)expected),
                double value => value.Equals(expected),
                int value => value == expected * scale,
                short value => value == expected * scale,
                _ => throw new InvalidOperationException(),
            };
            if (!same) throw new Finding($"Value {i} is {values[i]} as {typeof(T).Name}, {expected:R} as Double, of {info.BitsPerSample} bits.");
        }
    }
}
