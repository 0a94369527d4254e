using System.Numerics;

namespace AudioIO.Tests.Filters;

public class FirFilterTests
{
    /// <summary>
    /// Of scipy 1.10.1: <c>n, beta = signal.kaiserord(attenuation, transition / 24000)</c>, then <c>signal.firwin(n | 1, edges,
    /// window=('kaiser', beta), pass_zero=…, fs=48000)</c>, printed with repr.
    /// </summary>
    public static TheoryData<FirFilter, double[]> References => new()
    {
        {
            FirFilter.LowPass(6000, 12_000, 60),
            [
                -1.983042712634424e-19, -0.0025875314112990644, -0.009754469690607328, -0.014834814765217658, 4.922546199841267e-18,
                0.051597190185655964, 0.1350274085059361, 0.2157947745013475, 0.24951488534836913, 0.2157947745013475,
                0.1350274085059361, 0.051597190185655964, 4.922546199841267e-18, -0.014834814765217658, -0.009754469690607328,
                -0.0025875314112990644, -1.983042712634424e-19,
            ]
        },
        {
            FirFilter.HighPass(4000, 8000, 40),
            [
                0.0033743503962086582, -1.298494207241779e-17, -0.0141496741071468, -0.04206349801238086, -0.08120344409674118,
                -0.12290160032609805, -0.15506280773393072, 0.8358470455937379, -0.15506280773393072, -0.12290160032609805,
                -0.08120344409674118, -0.04206349801238086, -0.0141496741071468, -1.298494207241779e-17, 0.0033743503962086582,
            ]
        },
        {
            FirFilter.BandPass(5000, 15_000, 9000, 50),
            [
                0.0019062214301341297, 0.012619465238435596, -1.3100324006852642e-17, -0.006770773528289701, 0.023342179954048817,
                -0.10333180774089126, -0.23368549186745882, 0.0968267570477116, 0.41501349984468316, 0.0968267570477116,
                -0.23368549186745882, -0.10333180774089126, 0.023342179954048817, -0.006770773528289701, -1.3100324006852642e-17,
                0.012619465238435596, 0.0019062214301341297,
            ]
        },
        {
            FirFilter.BandStop(5000, 15_000, 12_000, 30),
            [
                -0.016545459768334887, 0.0895496202790175, 0.22518969696319568, -0.09843693456378808, 0.6004861541798194,
                -0.09843693456378808, 0.22518969696319568, 0.0895496202790175, -0.016545459768334887,
            ]
        },
    };

    [Theory]
    [MemberData(nameof(References))]
    public void Taps_are_those_of_scipy(FirFilter filter, double[] expected)
    {
        double[] taps = filter.Taps(48000);
        Assert.Equal(expected.Length, taps.Length);
        for (int i = 0; i < taps.Length; i++) Assert.Equal(expected[i], taps[i], 1e-13);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void Bands_are_kept_and_removed_to_the_attenuation(double attenuation)
    {
        double[] taps = FirFilter.BandPass(2000, 8000, 500, attenuation).Taps(48000);
        double ripple = Math.Pow(10, -(attenuation - 2) / 20);
        for (double f = 0; f <= 24000; f += 50)
        {
            double response = Magnitude(taps, f / 48000);
            if (f is <= 1750 or >= 8250) Assert.InRange(response, 0, ripple);
            if (f is >= 2250 and <= 7750) Assert.InRange(response, 1 - ripple, 1 + ripple);
        }
    }

    [Fact]
    public void Taps_are_odd_in_number_and_symmetric_to_the_last_bit()
    {
        double[] taps = FirFilter.HighPass(100, 50).Taps(8000);
        Assert.Equal(1, taps.Length % 2);
        Assert.Equal(taps, taps.Reverse());
    }

    [Fact]
    public void What_is_impossible_is_refused_with_the_numbers()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => FirFilter.LowPass(30_000, 100).Taps(48000));
        Assert.Contains("30000 Hz", exception.Message, StringComparison.Ordinal);
        Assert.Contains("24000 Hz", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FirFilter.LowPass(30, 0.001).Taps(48000));
        Assert.Throws<ArgumentOutOfRangeException>("cutoff", () => FirFilter.LowPass(0, 100));
        Assert.Throws<ArgumentOutOfRangeException>("transition", () => FirFilter.LowPass(100, 0));
        Assert.Throws<ArgumentOutOfRangeException>("attenuation", () => FirFilter.LowPass(100, 10, 20));
        Assert.Throws<ArgumentOutOfRangeException>("high", () => FirFilter.BandStop(100, 10, 20));
    }

    [Fact]
    public void A_filter_says_what_it_is() =>
        Assert.Equal("band-stop of 49 to 51.5 Hz, 0.5 Hz wide edges, 80 dB", FirFilter.BandStop(49, 51.5, 0.5).ToString());

    private static double Magnitude(double[] taps, double frequency)
    {
        Complex sum = 0;
        for (int n = 0; n < taps.Length; n++) sum += taps[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency * n);
        return sum.Magnitude;
    }
}
