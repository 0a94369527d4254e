using AudioIO.Samples.Spectrogram;

namespace AudioIO.Samples.Tests;

/// <summary>The levels of the picture against those by the plainest means, as the first version of the program computed them.</summary>
public class SpectrogramNumbersTests
{
    [Theory]
    [InlineData(100_000, 1, 64, null, 0.0, 100, 50, false)]
    [InlineData(100_000, 2, 2048, null, 0.0, 300, 100, false)]
    [InlineData(100_000, 2, 2048, null, 0.0, 300, 1500, true)]
    [InlineData(60_000, 3, 512, 0.75, 2.5, 40, 300, false)]
    [InlineData(60_000, 1, 256, 0.0, 1.25, 700, 129, true)]
    [InlineData(500, 1, 1024, null, 0.0, 30, 64, false)]
    [InlineData(1024, 1, 1024, null, 0.0, 30, 64, false)]
    [InlineData(300_000, 1, 65_536, null, 0.0, 50, 90, false)]
    public void Levels_differ_from_the_plain_ones_by_less_than_a_hundredth_of_a_decibel(
        int frames, int channels, int fft, double? overlap, double from, int columns, int rows, bool max)
    {
        float[] noise = Noise(frames * channels);
        var signal = new MadeSignal(8000, frames, channels, (frame, channel) => noise[(frame * channels) + channel]);
        var options = new SpectrogramOptions
        {
            FftSize = fft,
            Overlap = overlap,
            From = TimeSpan.FromSeconds(from),
            Channel = null,
            Rule = max ? ColumnRule.Max : ColumnRule.Mean,
        };

        ChannelLevels[] found = Drawing.Compute(signal, options, columns, rows);

        AnalysisPlan plan = AnalysisPlan.Create(options, 8000, frames, columns);
        for (int channel = 0; channel < channels; channel++)
        {
            int shown = channel;
            float[][] expected = PlainSpectrogram.Compute(
                frame => noise[(frame * channels) + shown], plan, options.Rule, WindowFunction.Hann, rows);
            AssertSame(expected, found[channel].Map);
        }
    }

    [Theory]
    [InlineData("Hamming", 1)]
    [InlineData("Blackman–Harris", 4)]
    [InlineData("Rectangular", 2)]
    public void Other_windows_and_zeros_give_the_plain_levels_too(string window, int padding)
    {
        float[] noise = Noise(20_000);
        WindowFunction function = new[] { WindowFunction.Hamming, WindowFunction.BlackmanHarris, WindowFunction.Rectangular }
            .Single(known => known.ToString() == window);
        var signal = new MadeSignal(8000, noise.Length, 1, (frame, _) => noise[frame]);
        var options = new SpectrogramOptions { FftSize = 256, Window = function, Padding = padding };

        LevelMap found = Drawing.Compute(signal, options, columns: 60, rows: 100)[0].Map;

        AnalysisPlan plan = AnalysisPlan.Create(options, 8000, noise.Length, columns: 60);
        AssertSame(PlainSpectrogram.Compute(frame => noise[frame], plan, ColumnRule.Mean, function, 100), found);
    }

    /// <summary>Noise whose level and colour change, over a weak tone: levels from −100 to −10 dBFS.</summary>
    private static float[] Noise(int count)
    {
        var random = new Random(count);
        var noise = new float[count];
        double last = 0;
        for (int i = 0; i < count; i++)
        {
            last = (0.9 * last) + (random.NextDouble() - 0.5);
            noise[i] = (float)((0.2 * last * Math.Pow(Math.Sin(3.0 * i / count), 4)) + (0.001 * Math.Sin(i)));
        }
        return noise;
    }

    /// <summary>
    /// What a picture shows reaches 100 dB down from its strongest level. What is weaker still is less exact: a spectrum of floats rounds by
    /// the 10⁻⁷th part of its strongest values.
    /// </summary>
    private static void AssertSame(float[][] expected, LevelMap found)
    {
        float shown = expected.Max(column => column.Max()) - 100;
        for (int column = 0; column < expected.Length; column++)
        {
            for (int row = 0; row < expected[column].Length; row++)
            {
                float level = expected[column][row], other = found.Column(column)[row];
                Assert.True(
                    Math.Abs(level - other) < (level > shown ? 0.01 : 0.5), $"column {column}, row {row}: expected {level}, found {other}");
            }
        }
    }
}
