using System.Numerics;

namespace AudioIO.Tests.Spectra;

/// <summary>The transform by its definition, in double, with the sines and cosines of exact fractions of the circle.</summary>
internal static class Fourier
{
    /// <summary>X[k] = Σ x[n] e^(−2πi·n·k / N) for k = 0 … N/2.</summary>
    public static Complex[] Transform(ReadOnlySpan<double> values)
    {
        int size = values.Length;
        var circle = new Complex[size];
        for (int n = 0; n < size; n++) circle[n] = Complex.FromPolarCoordinates(1, -2 * Math.PI * n / size);
        var result = new Complex[(size / 2) + 1];
        for (int k = 0; k < result.Length; k++)
        {
            Complex sum = 0;
            for (int n = 0; n < size; n++) sum += values[n] * circle[(int)((long)n * k % size)];
            result[k] = sum;
        }
        return result;
    }

    public static double[] Powers(ReadOnlySpan<double> values) =>
        [.. Transform(values).Select(x => (x.Real * x.Real) + (x.Imaginary * x.Imaginary))];

    public static float[] Noise(int length, int seed)
    {
        var random = new Random(seed);
        var noise = new float[length];
        for (int i = 0; i < length; i++) noise[i] = (float)((2 * random.NextDouble()) - 1);
        return noise;
    }
}
