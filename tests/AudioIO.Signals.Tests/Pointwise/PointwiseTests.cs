using AudioIO.Tests.Derived;

namespace AudioIO.Tests.Pointwise;

public class PointwiseTests
{
    private static readonly float[] Values = [1, 2, 3, 10, 20, 60, -1, -2, -6];

    private static Signal<float> Three => new Recording<float>([.. Values], 3);

    [Fact]
    public void Channels_are_chosen_in_any_order() => Is([3, 1, 60, 10, -6, -1], Three.Channels(2, 0));

    [Fact]
    public void Channels_of_further_dimensions_are_chosen_whole()
    {
        using var source = new Recording<float>(Kinds.Noise(2000, 1), 2);
        using SpectrogramSignal<float> both = source.Spectrogram(64, 32);
        using Signal<float> second = both.Channels(1);
        using Signal<float> expected = source.Channels(1).Spectrogram(64, 32);
        Assert.Equal([1, 33], second.FrameShape.ToArray());
        Assert.Equal(Kinds.ReadAll(expected), Kinds.ReadAll(second));
    }

    [Fact]
    public void A_mix_is_the_weighted_sum() => Is([-4, -130, 13], Three.Mix(1, 2, -3));

    [Fact]
    public void A_mean_is_that_of_all_channels() => Is([2, 30, -3], Three.Mean());

    [Fact]
    public void A_maximum_is_the_largest_of_all_channels_and_no_number_where_one_is_none()
    {
        Is([3, 60, -1], Three.Max());
        Is([1, float.NaN], new Recording<float>([1, 0, float.NaN, 7], 2).Max());
    }

    [Fact]
    public void Means_and_maxima_of_a_spectrogram_are_those_of_its_channels_frequency_by_frequency()
    {
        using var source = new Recording<float>(Kinds.Noise(2000, 1), 2);
        using SpectrogramSignal<float> both = source.Spectrogram(64, 32);
        using Signal<float> mean = both.Mean(), max = both.Max();
        Assert.Equal([1, 33], mean.FrameShape.ToArray());
        Assert.Equal([1, 33], max.FrameShape.ToArray());
        float[] powers = Kinds.ReadAll(both), means = Kinds.ReadAll(mean), maxima = Kinds.ReadAll(max);
        for (int i = 0; i < means.Length; i++)
        {
            (int column, int bin) = Math.DivRem(i, 33);
            float first = powers[(column * 66) + bin], second = powers[(column * 66) + 33 + bin];
            Assert.Equal((float)((0.5 * first) + (0.5 * second)), means[i]);
            Assert.Equal(Math.Max(first, second), maxima[i]);
        }
    }

    [Fact]
    public void A_gain_multiplies() => Is([.. Values.Select(x => x * -0.5f)], Three.Gain(-0.5));

    [Fact]
    public void A_difference_is_that_of_two_channels() => Is([2, 50, -5], Three.Difference(2, 0));

    [Fact]
    public void A_common_reference_is_subtracted_from_all_channels()
    {
        Is([-1, 0, 1, -20, -10, 30, 2, 1, -3], Three.CommonReference());
        Is([-1, 0, 1, -10, 0, 40, 1, 0, -4], Three.CommonReference(ReferenceKind.Median));
        // Of an even number, the mean of the two in the middle.
        Is([-0.5f, 0.5f, -5, 5, 0.5f, -0.5f], Three.Channels(0, 1).CommonReference(ReferenceKind.Median));
    }

    [Fact]
    public void Doubles_stay_doubles()
    {
        using var source = new Recording<double>([1e-300, 0.1]);
        using Signal<double> signal = source.Gain(3).Channels(0).Mix(1);
        var values = new double[2];
        signal.Read(0, values);
        Assert.Equal([3e-300, 0.1 * 3], values);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        using Signal<float> three = Three;
        Assert.Throws<ArgumentException>(() => three.Channels());
        Assert.Throws<ArgumentOutOfRangeException>(() => three.Channels(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => three.Channels(-1));
        Assert.Throws<ArgumentException>(() => three.Mix(1, 2));
        Assert.Throws<ArgumentException>(() => three.Mix(1, 2, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => three.Gain(double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => three.Difference(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => three.CommonReference((ReferenceKind)2));
        Assert.Throws<ArgumentException>(() => three.Spectrogram(8).Difference(0, 1));
        Assert.Throws<ArgumentNullException>(() => ((Signal<float>)null!).Max());
        Assert.Throws<ArgumentException>(() => three.Spectrogram(8).Filter(Butterworth.LowPass(1, 10)));
    }

    private static void Is(float[] expected, Signal<float> signal) => Assert.Equal(expected, Kinds.ReadAll(signal));
}
