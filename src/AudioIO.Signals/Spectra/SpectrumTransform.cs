using System.Numerics;
using AudioIO.Spectra;

namespace AudioIO;

/// <summary>
/// Power spectra of samples in memory, float or double: window, Fourier transform, power, for many columns at once. It is what a
/// <see cref="SpectrogramSignal{T}"/> computes, for those who have the samples already, as in a block or in a detector.
/// <para>A column depends on its own samples and on nothing else, to the last bit. Safe from any number of threads; allocates nothing in a
/// steady state.</para>
/// </summary>
/// <example>
/// <code>
/// var transform = new SpectrumTransform(data.Rate, 2048);
/// var powers = new float[63 * transform.Bins];
/// transform.Powers(samples, 1024, powers); // of 65 536 samples
/// </code>
/// </example>
public sealed class SpectrumTransform
{
    private readonly ColumnTransform<float> _transform;
    private readonly Lazy<ColumnTransform<double>> _doubles;
    private readonly double[] _frequencies;

    /// <summary>Prepares the tables.</summary>
    /// <param name="rate">Samples per second in Hz, above 0.</param>
    /// <param name="size">Samples of a column: 2 · 2^a · 3^b · 5^c, up to 2^26.</param>
    /// <param name="window">Window; <see cref="WindowFunction.Hann"/> when not given.</param>
    /// <param name="scaling">What the values mean.</param>
    /// <param name="paddedSize">
    /// Values of a transform, where there are more than <paramref name="size"/>: zeros follow the samples, so that frequencies are closer
    /// together; then <paramref name="size"/> may be any from 1.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no transform of such a size, the rate is not positive, or the scaling is none.
    /// </exception>
    public SpectrumTransform(
        double rate, int size, WindowFunction? window = null, SpectrumScaling scaling = SpectrumScaling.Power, int? paddedSize = null)
    {
        if (!(rate > 0 && double.IsFinite(rate))) throw new ArgumentOutOfRangeException(nameof(rate), rate, "Expected a rate above 0.");
        ThrowIfImpossible(size, paddedSize);
        double[] values = (window ?? WindowFunction.Hann).Values(size);
        SpectrumScale scale = SpectrumScale.Create(scaling, values, rate);
        _transform = new ColumnTransform<float>(values, scale, paddedSize: paddedSize);
        _doubles = new Lazy<ColumnTransform<double>>(() => new ColumnTransform<double>(values, scale, paddedSize: paddedSize));
        _frequencies = FrequenciesOf(_transform, rate);
    }

    /// <summary>Samples of a column.</summary>
    public int Size => _transform.Size;

    /// <summary>Powers of a column: half the (padded) size, and one.</summary>
    public int Bins => _transform.Bins;

    /// <summary>Frequency of each power of a column in Hz: k · rate / padded size, from 0 to half the rate.</summary>
    public ReadOnlySpan<double> Frequencies => _frequencies;

    /// <summary>Computes columns at equal distances.</summary>
    /// <param name="samples">Samples of one channel; column k begins at k · <paramref name="hop"/>.</param>
    /// <param name="hop">Samples from one column to the next, from 0.</param>
    /// <param name="powers">
    /// Room for whole columns of <see cref="Bins"/> powers, one after the other; their number is what is computed. Many at once cost less
    /// each: they are computed side by side, in the lanes of vectors.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The length of <paramref name="powers"/> is not one of whole columns, or a column does not lie within the samples.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="hop"/> is negative.</exception>
    public void Powers(ReadOnlySpan<float> samples, int hop, Span<float> powers) => _transform.Powers(samples, hop, powers);

    /// <summary>Computes columns at equal distances, in double throughout. Its tables are made when it is first called.</summary>
    /// <inheritdoc cref="Powers(ReadOnlySpan{float}, int, Span{float})"/>
    public void Powers(ReadOnlySpan<double> samples, int hop, Span<double> powers) => _doubles.Value.Powers(samples, hop, powers);

    internal static double[] FrequenciesOf<T>(ColumnTransform<T> transform, double rate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var frequencies = new double[transform.Bins];
        for (int k = 0; k < frequencies.Length; k++) frequencies[k] = k * rate / transform.PaddedSize;
        return frequencies;
    }

    internal static void ThrowIfImpossible(int size, int? paddedSize)
    {
        const string Possible = "Expected 2 · 2^a · 3^b · 5^c frames, at most 2^26.";
        if (paddedSize is null && !ColumnTransform<float>.IsPossible(size)) throw new ArgumentOutOfRangeException(nameof(size), size, Possible);
        if (paddedSize is not { } padded) return;
        if (!ColumnTransform<float>.IsPossible(padded)) throw new ArgumentOutOfRangeException(nameof(paddedSize), padded, Possible);
        if (size < 1 || size > padded) throw new ArgumentOutOfRangeException(nameof(size), size, $"Expected 1 to {padded}, the padded size.");
    }
}
