namespace AudioIO.Tests.Filters;

public class FilterDesignTests
{
    /// <summary>
    /// Of scipy 1.10.1: <c>scipy.signal.…(…, output='sos')</c>, printed with repr, without the column of ones. Many more are compared where
    /// scipy is installed.
    /// </summary>
    public static TheoryData<IirFilter, SecondOrderSection[]> References => new()
    {
        {
            // butter(1, 1000, fs=48000)
            Butterworth.LowPass(1, 1000),
            [
                new(0.061511768503621556, 0.061511768503621556, 0.0, -0.8769764629927568, 0.0),
            ]
        },
        {
            // butter(5, 1000, fs=48000)
            Butterworth.LowPass(5, 1000),
            [
                new(9.785476656722124e-07, 1.9570953313444247e-06, 9.785476656722124e-07, -0.8769764629927568, 0.0),
                new(1.0, 2.0, 1.0, -1.7934998871715042, 0.8089759269984155),
                new(1.0, 1.0, 0.0, -1.9060111231734826, 0.9224580180206792),
            ]
        },
        {
            // butter(3, 2, 'high', fs=48000)
            Butterworth.HighPass(3, 2),
            [
                new(0.9997382348779228, -0.9997382348779228, 0.0, -0.9997382348756805, 0.0),
                new(1.0, -2.0, 1.0, -1.999738166350217, 0.9997382348801654),
            ]
        },
        {
            // butter(4, [300, 6000], 'band', fs=48000)
            Butterworth.BandPass(4, 300, 6000),
            [
                new(0.008608697208874819, 0.017217394417749637, 0.008608697208874819, -0.9321840550087833, 0.24764872083913161),
                new(1.0, 2.0, 1.0, -1.143849098995032, 0.6042562289306549),
                new(1.0, -2.0, 1.0, -1.923575220261108, 0.9253348863560725),
                new(1.0, -2.0, 1.0, -1.970872363850193, 0.9724296607445968),
            ]
        },
        {
            // butter(2, [49, 51], 'bandstop', fs=48000)
            Butterworth.BandStop(2, 49, 51),
            [
                new(0.9998148970112491, -1.999586982411144, 0.9998148970112494, -1.9997682348785855, 0.9998122790191359),
                new(1.0, -1.9999571804626215, 1.0000000000000002, -1.9997758937327965, 0.9998175150102175),
            ]
        },
        {
            // butter(3, [10, 23000], 'band', fs=48000)
            Butterworth.BandPass(3, 10, 23000),
            [
                new(0.8760734353231251, 1.7521468706462502, 0.8760734353231251, 1.8614126721185782, 0.8774754206349963),
                new(1.0, 0.0, -1.0, -0.12172519080461053, -0.8758192618346042),
                new(1.0, -2.0, 1.0, -1.9986902032722338, 0.9986919156977424),
            ]
        },
        {
            // cheby1(4, 0.5, 8000, fs=48000)
            Chebyshev1.LowPass(4, 0.5, 8000),
            [
                new(0.01588482932434878, 0.03176965864869756, 0.01588482932434878, -1.0962640968171895, 0.39186349039229806),
                new(1.0, 2.0, 1.0, -0.8291578473929747, 0.7399074633306855),
            ]
        },
        {
            // cheby1(3, 1, [2000, 5000], 'bandstop', fs=48000)
            Chebyshev1.BandStop(3, 1, 2000, 5000),
            [
                new(0.6261742036432367, -1.1452018824500863, 0.6261742036432366, -1.3040029092567964, 0.42600705738523276),
                new(1.0, -1.8288870346095667, 0.9999999999999998, -1.4946091823509913, 0.875297129025046),
                new(1.0, -1.8288870346095667, 0.9999999999999998, -1.8765234427297448, 0.9440695307908356),
            ]
        },
        {
            // cheby2(5, 60, 8000, fs=48000)
            Chebyshev2.LowPass(5, 60, 8000),
            [
                new(0.003498441496070706, -0.00012531846908774458, 0.0034984414960707055, -0.5808008331512358, 0.0),
                new(1.0, 1.0, 0.0, -1.275300653349811, 0.454203222478352),
                new(1.0, -0.9228564583470661, 0.9999999999999998, -1.5725935935253101, 0.769982262352853),
            ]
        },
        {
            // cheby2(2, 40, [1000, 4000], 'band', fs=48000)
            Chebyshev2.BandPass(2, 40, 1000, 4000),
            [
                new(0.010372537775521572, -0.016487065264093513, 0.010372537775521572, -1.8797727837642342, 0.9583854975230498),
                new(1.0, -1.9892411645860018, 0.9999999999999998, -1.9057488943224161, 0.9640234782643352),
            ]
        },
        {
            // ellip(6, 0.1, 80, 7000, fs=48000)
            Elliptic.LowPass(6, 0.1, 80, 7000),
            [
                new(0.003389229387648178, 0.0059111073267292535, 0.003389229387648177, -1.2187845985831847, 0.4118110536170614),
                new(1.0, 0.6966003563536864, 1.0000000000000002, -1.1124847571276066, 0.6001086738872898),
                new(1.0, 0.15545630423749593, 1.0000000000000002, -1.0648008463202294, 0.8574860464609001),
            ]
        },
        {
            // ellip(3, 1, 60, 5000, 'high', fs=48000)
            Elliptic.HighPass(3, 1, 60, 5000),
            [
                new(0.46674691866429124, -0.46674691866429124, 0.0, -0.19165704682605555, 0.0),
                new(1.0, -1.9862672679759577, 0.9999999999999999, -1.3808367492641322, 0.7418367905025272),
            ]
        },
        {
            // ellip(3, 0.5, 50, [1000, 9000], 'band', fs=48000)
            Elliptic.BandPass(3, 0.5, 50, 1000, 9000),
            [
                new(0.0684275038631178, 0.10429730682913858, 0.06842750386311781, -1.3370375437965536, 0.45951169540208064),
                new(1.0, 0.0, -1.0, -0.5600723431780585, 0.6330499773277982),
                new(1.0, -1.9989644912311386, 0.9999999999999998, -1.9268858247316094, 0.9420531150568435),
            ]
        },
        {
            // bessel(5, 3000, fs=48000, norm='phase')
            Bessel.LowPass(5, 3000),
            [
                new(0.0001492208708337146, 0.0002984417416674292, 0.0001492208708337146, -0.6887886911634062, 0.0),
                new(1.0, 2.0, 1.0, -1.401313791149593, 0.5073220392799104),
                new(1.0, 1.0, 0.0, -1.4885338344283623, 0.6332724855369983),
            ]
        },
        {
            // bessel(2, 100, 'high', fs=48000, norm='phase')
            Bessel.HighPass(2, 100),
            [
                new(0.9887487844026351, -1.9774975688052703, 0.9887487844026351, -1.977412856669466, 0.9775822809410749),
            ]
        },
    };

    [Theory]
    [MemberData(nameof(References))]
    public void Sections_are_those_of_scipy(IirFilter filter, SecondOrderSection[] expected)
    {
        SecondOrderSection[] sections = filter.Sections(48000);
        Assert.Equal(expected.Length, sections.Length);
        for (int i = 0; i < sections.Length; i++)
        {
            // The first section carries the gain, which may be tiny.
            double gain = Math.Abs(expected[i].B0);
            Assert.Equal(expected[i].B0, sections[i].B0, 1e-12 * gain);
            Assert.Equal(expected[i].B1, sections[i].B1, 1e-12 * gain);
            Assert.Equal(expected[i].B2, sections[i].B2, 1e-12 * gain);
            Assert.Equal(expected[i].A1, sections[i].A1, 1e-12);
            Assert.Equal(expected[i].A2, sections[i].A2, 1e-12);
        }
    }

    [Fact]
    public void The_same_filter_is_designed_for_any_rate()
    {
        IirFilter filter = Butterworth.BandPass(4, 300, 6000);
        foreach (double rate in new[] { 12_001.0, 44_100, 48_000, 384_000 })
        {
            Assert.Equal(Math.Sqrt(0.5), Response.At(filter.Sections(rate), 300 / rate), 1e-9);
            Assert.Equal(Math.Sqrt(0.5), Response.At(filter.Sections(rate), 6000 / rate), 1e-9);
        }
    }

    [Fact]
    public void Frequencies_outside_of_0_to_half_the_rate_are_refused_with_the_numbers()
    {
        IirFilter filter = Butterworth.BandPass(4, 15_000, 120_000);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => filter.Sections(192_000));
        Assert.Contains("120000 Hz", exception.Message, StringComparison.Ordinal);
        Assert.Contains("96000 Hz", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => filter.Sections(240_000));
        Assert.NotEmpty(filter.Sections(240_001));
        Assert.Throws<ArgumentOutOfRangeException>(() => filter.Sections(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => filter.Sections(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => filter.Sections(double.PositiveInfinity));
        foreach (double frequency in new[] { 0, -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>("cutoff", () => Butterworth.LowPass(2, frequency));
            Assert.Throws<ArgumentOutOfRangeException>("cutoff", () => Bessel.HighPass(2, frequency));
            Assert.Throws<ArgumentOutOfRangeException>("low", () => Chebyshev1.BandPass(2, 1, frequency, 100));
            Assert.Throws<ArgumentOutOfRangeException>("high", () => Chebyshev2.BandStop(2, 40, 1, frequency));
            Assert.Throws<ArgumentOutOfRangeException>("frequency", () => Biquad.Notch(frequency, 30));
        }
        Assert.Throws<ArgumentOutOfRangeException>("high", () => Elliptic.BandPass(2, 1, 40, 100, 100));
    }

    [Fact]
    public void Orders_and_decibels_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("order", () => Butterworth.LowPass(0, 100));
        Assert.Throws<ArgumentOutOfRangeException>("order", () => Butterworth.LowPass(17, 100));
        Assert.Throws<ArgumentOutOfRangeException>("ripple", () => Chebyshev1.LowPass(2, 0, 100));
        Assert.Throws<ArgumentOutOfRangeException>("attenuation", () => Chebyshev2.LowPass(2, double.NaN, 100));
        Assert.Throws<ArgumentOutOfRangeException>("ripple", () => Elliptic.LowPass(2, -1, 40, 100));
        Assert.Throws<ArgumentOutOfRangeException>("attenuation", () => Elliptic.LowPass(2, 3, 3, 100));
        Assert.Throws<ArgumentOutOfRangeException>("quality", () => Biquad.Notch(50, 0));
        Assert.Throws<ArgumentOutOfRangeException>("gain", () => Biquad.Peak(50, 1, double.NaN));
    }

    [Fact]
    public void A_filter_says_what_it_is()
    {
        Assert.Equal("Butterworth band-pass of order 4, 15000 to 120000 Hz", Butterworth.BandPass(4, 15_000, 120_000).ToString());
        Assert.Equal("elliptic low-pass of order 3, 0.5 Hz", Elliptic.LowPass(3, 1, 40, 0.5).ToString());
        Assert.Equal("notch at 50 Hz, quality 30", Biquad.Notch(50, 30).ToString());
    }
}
