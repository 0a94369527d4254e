namespace AudioIO.Tests.Filters;

/// <summary>A cascade by its definition, sample by sample: direct form II transposed.</summary>
internal static class PlainFilter
{
    public static double[] Run(ReadOnlySpan<SecondOrderSection> sections, ReadOnlySpan<double> input, double[]? start = null)
    {
        double[] state = start is null ? new double[2 * sections.Length] : [.. start];
        var output = new double[input.Length];
        for (int n = 0; n < input.Length; n++)
        {
            double x = input[n];
            for (int i = 0; i < sections.Length; i++)
            {
                (double b0, double b1, double b2, double a1, double a2) = sections[i];
                double y = (b0 * x) + state[2 * i];
                state[2 * i] = ((b1 * x) + state[(2 * i) + 1]) - (a1 * y);
                state[(2 * i) + 1] = (b2 * x) - (a2 * y);
                x = y;
            }
            output[n] = x;
        }
        return output;
    }
}
