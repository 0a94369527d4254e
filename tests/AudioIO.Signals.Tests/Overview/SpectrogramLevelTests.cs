using AudioIO.Tests.Contract;
using AudioIO.Tests.Derived;

namespace AudioIO.Tests.Overviews;

public sealed class SpectrogramLevelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(2, 4)]
    [InlineData(2, 11)]
    public void A_column_is_the_mean_and_the_largest_of_all_below_it(int channels, int level)
    {
        float[] values = Sound.Noise(20_000 * channels, level);
        using var recording = new Recording<float>(values, channels, 8000, 7001);
        using SpectrogramSignal<float> spectrogram = recording.Spectrogram(64, 20);
        using SpectrogramLevels levels = spectrogram.Levels();
        using Signal<float> mean = levels.Mean(level), max = levels.Max(level);
        float[] all = Kinds.ReadAll(spectrogram), means = Kinds.ReadAll(mean), maxima = Kinds.ReadAll(max);
        Assert.Equal(spectrogram.Rate / (1 << level), mean.Rate);
        Assert.Equal(spectrogram.FrameShape, max.FrameShape);
        int column = 0;
        foreach (FrameRange stretch in spectrogram.ContinuousRanges)
        {
            for (long first = stretch.Start; first < stretch.Stop; first += 1L << level, column++)
            {
                long stop = Math.Min(stretch.Stop, first + (1L << level));
                for (int v = 0; v < spectrogram.ValuesPerFrame; v++)
                {
                    double sum = 0;
                    float largest = 0;
                    for (long c = first; c < stop; c++)
                    {
                        float power = all[(c * spectrogram.ValuesPerFrame) + v];
                        sum += power;
                        largest = Math.Max(largest, power);
                    }
                    Assert.Equal(largest, maxima[(column * spectrogram.ValuesPerFrame) + v]);
                    double expected = sum / (stop - first);
                    Assert.InRange(means[(column * spectrogram.ValuesPerFrame) + v], expected * (1 - 2e-6), expected * (1 + 2e-6));
                }
            }
        }
        Assert.Equal(column, mean.Frames);
    }

    [Fact]
    public void Kept_levels_have_the_bits_of_those_that_are_computed()
    {
        using StoredRecording recording = new StoredRecording(Sound.Noise(150_000, 1), 1, _folder["night.flac"]) { BreaksAt = [70_003] }.Save();
        using SpectrogramSignal<float> spectrogram = recording.Spectrogram(64, 16);
        using SpectrogramLevels computed = spectrogram.Levels();
        using (SpectrogramLevels first = spectrogram.Levels(OverviewStore.Beside)) first.Build();
        Assert.Single(Directory.GetFiles(_folder["."], "night.flac.64-16-*.spectrogram"));
        using SpectrogramLevels kept = spectrogram.Levels(OverviewStore.Beside);
        Assert.True(kept.IsComplete);
        Assert.Null(kept.Parts[0].Fault);
        recording.FramesRead = 0;
        for (int level = 0; level <= kept.Count; level++)
        {
            using Signal<float> a = kept.Mean(level), b = computed.Mean(level), c = kept.Max(level), d = computed.Max(level);
            long before = recording.FramesRead;
            float[] mean = Kinds.ReadAll(a), max = Kinds.ReadAll(c);
            if (level >= 3) Assert.Equal(before, recording.FramesRead);
            Assert.Equal(Kinds.ReadAll(b), mean);
            Assert.Equal(Kinds.ReadAll(d), max);
        }
    }

    [Fact]
    public void Kept_levels_of_a_recording_that_grows_stay_those_of_its_samples()
    {
        float[] values = Sound.Noise(120_000, 2);
        string path = _folder["night.flac"];
        for (int frames = 3000, minute = 0; frames < 120_000; frames += 23_456, minute++)
        {
            using StoredRecording recording = new StoredRecording(values[..frames], 1, path).Save(minute);
            using SpectrogramSignal<float> spectrogram = recording.Spectrogram(128, 8, alignment: SpectrumAlignment.Center);
            using SpectrogramLevels kept = spectrogram.Levels(OverviewStore.Beside, keptFrom: 2), computed = spectrogram.Levels();
            Check(kept, computed);
            kept.Build();
            Assert.Null(kept.Parts[0].Rebuilt);
            Check(kept, computed);
            // And while it is open.
            recording.Append(values.AsSpan(frames, 700));
            recording.Refresh();
            Check(kept, computed);
            kept.Build();
            Check(kept, computed);
            Assert.True(kept.IsComplete);
        }

        static void Check(SpectrogramLevels kept, SpectrogramLevels computed)
        {
            foreach (int level in new[] { 2, 3, 5, 9 })
            {
                using Signal<float> a = kept.Mean(level), b = computed.Mean(level), c = kept.Max(level), d = computed.Max(level);
                Assert.Equal(Kinds.ReadAll(b), Kinds.ReadAll(a));
                Assert.Equal(Kinds.ReadAll(d), Kinds.ReadAll(c));
            }
        }
    }

    [Fact]
    public void Levels_of_what_is_filtered_are_kept_in_a_file_of_choice()
    {
        using var recording = new Recording<float>(Sound.Noise(100_000, 3));
        using Signal<float> calls = recording.Filter(Butterworth.HighPass(4, 500));
        using SpectrogramSignal<float> spectrogram = calls.Spectrogram(64);
        var identity = new OverviewIdentity { LengthBytes = 1, ModifiedUtc = DateTime.UnixEpoch, Hash = 2 };
        OverviewStore store = OverviewStore.File(_folder["calls.levels"], identity);
        using (SpectrogramLevels first = spectrogram.Levels(store)) first.Build();
        using SpectrogramLevels again = spectrogram.Levels(store);
        Assert.True(again.IsComplete);
        using SpectrogramLevels other = spectrogram.Levels(OverviewStore.File(_folder["calls.levels"], identity with { Hash = 3 }));
        Assert.Equal(0, other.FilledTo);
        Assert.NotNull(other.Parts[0].Rebuilt);
    }

    [Fact]
    public void A_flipped_byte_is_not_believed()
    {
        using StoredRecording recording = new StoredRecording(Sound.Noise(30_000, 4), 1, _folder["night.flac"]).Save();
        using SpectrogramSignal<float> spectrogram = recording.Spectrogram(32);
        var sidecar = new MemorySidecar("night.spectrogram");
        using (SpectrogramLevels first = spectrogram.Levels(sidecar.Store)) first.Build();
        using SpectrogramLevels computed = spectrogram.Levels();
        using Signal<float> b = computed.Max(4);
        float[] expected = Kinds.ReadAll(b);
        for (int i = 0; i < sidecar.Content.Length; i += 97)
        {
            sidecar.Flip(i, 1);
            using SpectrogramLevels kept = spectrogram.Levels(sidecar.Store);
            using Signal<float> a = kept.Max(4);
            Assert.Equal(expected, Kinds.ReadAll(a));
            kept.Build();
            Assert.True(kept.IsComplete);
            Assert.Equal(expected, Kinds.ReadAll(a));
        }
    }

    [Theory]
    [InlineData(0, 10, 0)]
    [InlineData(10, 10, 0)]
    [InlineData(11, 10, 1)]
    [InlineData(40, 10, 2)]
    [InlineData(41, 10, 3)]
    [InlineData(long.MaxValue, 1, 63)]
    public void The_level_for_a_width_has_no_more_columns(long columns, int most, int level) =>
        Assert.Equal(level, SpectrogramLevels.LevelFor(columns, most));
}

public class SpectrogramLevelContract : SignalContract<float>
{
    private static readonly float[] Values = Kinds.Noise(2000, 4);

    protected override ExpectedFrames<float> Expected { get; } = new(Columns(), 1, 33);

    protected override Signal<float> Create()
    {
        using SpectrogramLevels levels = new Recording<float>(Values).Spectrogram(64, 20).Levels();
        return levels.Max(1);
    }

    private static float[] Columns()
    {
        using var recording = new Recording<float>(Values);
        using SpectrogramSignal<float> spectrogram = recording.Spectrogram(64, 20);
        float[] all = Kinds.ReadAll(spectrogram);
        int columns = all.Length / 33;
        return [.. Enumerable.Range(0, (columns + 1) / 2).SelectMany(k => Enumerable.Range(0, 33).Select(v =>
            Math.Max(all[(2 * k * 33) + v], all[(Math.Min((2 * k) + 1, columns - 1) * 33) + v])))];
    }
}
