using System.Globalization;
using System.Numerics;

namespace AudioIO.Filters;

internal enum BandKind
{
    LowPass,
    HighPass,
    BandPass,
    BandStop,
}

/// <summary>
/// What a filter keeps, in Hz: turns a prototype, an analog low-pass of edge 1 rad/s, into sections. The formulas are the classical ones
/// (Oppenheim and Schafer, Discrete-Time Signal Processing, ch. 7 and app. B; Parks and Burrus, Digital Filter Design, ch. 7).
/// </summary>
internal readonly record struct FilterBand(BandKind Kind, double Low, double High)
{
    private const int MaxOrder = 16;

    public static FilterBand LowPass(double cutoff) => new(BandKind.LowPass, cutoff, ThrowIfNotPositive(cutoff, nameof(cutoff)));

    public static FilterBand HighPass(double cutoff) => new(BandKind.HighPass, cutoff, ThrowIfNotPositive(cutoff, nameof(cutoff)));

    public static FilterBand BandPass(double low, double high) => Between(BandKind.BandPass, low, high);

    public static FilterBand BandStop(double low, double high) => Between(BandKind.BandStop, low, high);

    public static double ThrowIfNotPositive(double value, string name) =>
        value > 0 && value < double.PositiveInfinity
            ? value
            : throw new ArgumentOutOfRangeException(name, value, "Expected a number above 0.");

    /// <summary>The filter of this band.</summary>
    /// <param name="family">Name of the family.</param>
    /// <param name="order">Order of the prototype.</param>
    /// <param name="prototype">From the order to the prototype.</param>
    public IirFilter Filter(string family, int order, Func<int, ZeroPoleGain> prototype)
    {
        if (order is < 1 or > MaxOrder) throw new ArgumentOutOfRangeException(nameof(order), order, $"Expected 1 to {MaxOrder}.");
        string kind = Kind switch
        {
            BandKind.LowPass => "low-pass",
            BandKind.HighPass => "high-pass",
            BandKind.BandPass => "band-pass",
            _ => "band-stop",
        };
        string edges = Low == High
            ? string.Create(CultureInfo.InvariantCulture, $"{Low} Hz")
            : string.Create(CultureInfo.InvariantCulture, $"{Low} to {High} Hz");
        FilterBand band = this;
        return new IirFilter(
            $"{family} {kind} of order {order}, {edges}", High, rate => SectionPairing.Pair(Bilinear(band.Apply(prototype(order), rate))));
    }

    /// <summary>
    /// From s-plane to z-plane with s = 2 · 2 (z − 1) / (z + 1): the rate is 2, as the frequencies were warped. Zeros at infinity come to
    /// z = −1.
    /// </summary>
    private static ZeroPoleGain Bilinear(ZeroPoleGain analog)
    {
        const double TwiceRate = 4;
        Complex[] zeros = new Complex[analog.Poles.Length], poles = new Complex[analog.Poles.Length];
        Array.Fill(zeros, -1);
        for (int i = 0; i < analog.Zeros.Length; i++) zeros[i] = (TwiceRate + analog.Zeros[i]) / (TwiceRate - analog.Zeros[i]);
        for (int i = 0; i < poles.Length; i++) poles[i] = (TwiceRate + analog.Poles[i]) / (TwiceRate - analog.Poles[i]);
        double gain = (ZeroPoleGain.Product(analog.Zeros, TwiceRate) / ZeroPoleGain.Product(analog.Poles, TwiceRate)).Real;
        return new ZeroPoleGain(zeros, poles, analog.Gain * gain);
    }

    /// <summary>The analog filter whose bilinear transform has its edges at the frequencies of this band.</summary>
    private ZeroPoleGain Apply(ZeroPoleGain prototype, double rate)
    {
        double low = Warp(Low, rate), high = Warp(High, rate), width = high - low, center = Math.Sqrt(low * high);
        (Complex[] zeros, Complex[] poles, double gain) = prototype;
        int degree = poles.Length - zeros.Length;
        double atZero() => (ZeroPoleGain.Product(zeros, 0) / ZeroPoleGain.Product(poles, 0)).Real;
        return Kind switch
        {
            BandKind.LowPass => new(Map(zeros, z => z * low), Map(poles, p => p * low), gain * Math.Pow(low, degree)),
            BandKind.HighPass => new(
                [.. Map(zeros, z => low / z), .. new Complex[degree]], Map(poles, p => low / p), gain * atZero()),
            BandKind.BandPass => new(
                [.. Split(zeros, z => z * (width / 2), center), .. new Complex[degree]],
                Split(poles, p => p * (width / 2), center),
                gain * Math.Pow(width, degree)),
            _ => new(
                [
                    .. Split(zeros, z => width / 2 / z, center),
                    .. Enumerable.Repeat(new Complex(0, center), degree),
                    .. Enumerable.Repeat(new Complex(0, -center), degree),
                ],
                Split(poles, p => width / 2 / p, center),
                gain * atZero()),
        };
    }

    private static double Warp(double frequency, double rate) => 4 * Math.Tan(Math.PI * frequency / rate);

    private static Complex[] Map(Complex[] roots, Func<Complex, Complex> map) => [.. roots.Select(map)];

    /// <summary>A root r of the prototype becomes the two roots of s² − 2 r s + center².</summary>
    private static Complex[] Split(Complex[] roots, Func<Complex, Complex> scale, double center)
    {
        var split = new Complex[2 * roots.Length];
        for (int i = 0; i < roots.Length; i++)
        {
            Complex half = scale(roots[i]), root = Complex.Sqrt((half * half) - (center * center));
            split[i] = half + root;
            split[roots.Length + i] = half - root;
        }
        return split;
    }

    private static FilterBand Between(BandKind kind, double low, double high)
    {
        ThrowIfNotPositive(low, nameof(low));
        ThrowIfNotPositive(high, nameof(high));
        if (high <= low) throw new ArgumentOutOfRangeException(nameof(high), high, $"Expected more than the {low} Hz of {nameof(low)}.");
        return new FilterBand(kind, low, high);
    }
}
