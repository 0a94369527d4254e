using AudioIO.Tests.Derived;

namespace AudioIO.Tests.Overviews;

/// <summary>
/// An end that was not written yet reads as silence, and as sound when it has been written: what is kept of the silence is computed anew then, and
/// nothing else is.
/// </summary>
public sealed class RevisedTests : IDisposable
{
    private const int NodeFrames = 256 * 256; // what is kept together of an overview

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, 200_000, 199_000)]
    [InlineData(false, 200_000, 199_000)]
    [InlineData(false, 200_000, 30_000)]
    [InlineData(true, 196_608, 131_072)] // whole nodes
    [InlineData(false, 700, 0)]
    public void An_overview_shows_the_sound_that_was_silence(bool isStored, int frames, int silentFrom)
    {
        float[] values = Sound.Noise(frames + 50_000, 1);
        using Recording<float> recording = WithoutEnd(values, frames, silentFrom);
        using Overview<float> overview = recording.Overview(StoreOf(isStored));
        overview.Build();
        Expected.Check(overview.Read(0, frames, 100), [.. values[..silentFrom], .. new float[frames - silentFrom]], 1);

        recording.Append(values[frames..]);
        Write(recording, values, silentFrom, frames);
        recording.Refresh();
        Assert.InRange(overview.FilledTo, 0, silentFrom);
        Expected.Check(overview.Read(0, values.Length, 100), values, 1);

        long before = recording.FramesRead;
        overview.Build();
        Assert.True(overview.IsComplete);
        Assert.InRange(recording.FramesRead - before, 0, values.Length - silentFrom + NodeFrames);
        Expected.Check(overview.Read(0, values.Length, 100), values, 1);
    }

    [Fact]
    public void It_is_seen_where_the_recording_is_no_longer_than_before()
    {
        float[] values = Sound.Noise(100_000, 2);
        using Recording<float> recording = WithoutEnd(values, values.Length, 99_000);
        using Overview<float> overview = recording.Overview();
        overview.Build();
        Write(recording, values, 99_000, values.Length);
        Assert.False(overview.IsComplete);
        Expected.Check(overview.Read(0, values.Length, 100), values, 1);
    }

    [Fact]
    public void What_stays_damaged_is_not_computed_again()
    {
        const int Frames = 400_000, Silent = 390_000;
        float[] values = Sound.Noise(Frames, 3);
        values.AsSpan(1000, 500).Clear();
        var stays = new FrameRange(1000, 1500);
        using Recording<float> recording = WithoutEnd(values, Frames, Silent);
        recording.Damage = [stays, .. recording.Damage];
        using Overview<float> overview = recording.Overview();
        overview.Build();
        Write(recording, values, Silent, Frames);
        recording.Damage = [stays];
        long before = recording.FramesRead;
        overview.Build();
        Assert.InRange(recording.FramesRead - before, 1, Frames - Silent + NodeFrames);
        Expected.Check(overview.Read(0, Frames, 100), values, 1);
    }

    [Fact]
    public void An_end_that_is_written_while_the_overview_is_filled_is_not_missed()
    {
        const int Frames = 1_000_000, Silent = 900_000;
        float[] values = Sound.Noise(Frames, 4);
        for (int written = Silent; written <= Frames; written += 10_000)
        {
            using Recording<float> recording = WithoutEnd(values, Frames, Silent);
            using Overview<float> overview = recording.Overview();
            overview.Build(new Reached(written, () => Write(recording, values, Silent, Frames)));
            OverviewBins<float> meanwhile = overview.Read(0, Frames, 50);
            Expected.Check(meanwhile, values, 1, meanwhile.IsExact);
            overview.Build();
            Assert.True(overview.IsComplete);
            Expected.Check(overview.Read(0, Frames, 50), values, 1);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Levels_of_a_spectrogram_show_the_sound_that_was_silence(bool isStored)
    {
        const int Frames = 60_000, Silent = 58_000, KeptFrom = 2;
        float[] values = Sound.Noise(Frames + 5000, 5);
        using Recording<float> recording = WithoutEnd(values, Frames, Silent);
        using SpectrogramSignal<float> spectrogram = recording.Spectrogram(128, 8, alignment: SpectrumAlignment.Center);
        using SpectrogramLevels kept = spectrogram.Levels(StoreOf(isStored), KeptFrom);
        kept.Build();
        recording.Append(values[Frames..]);
        Write(recording, values, Silent, Frames);
        recording.Refresh();
        using var whole = new Recording<float>(values);
        using SpectrogramSignal<float> wanted = whole.Spectrogram(128, 8, alignment: SpectrumAlignment.Center);
        using SpectrogramLevels computed = wanted.Levels();
        Check();
        kept.Build();
        Assert.True(kept.IsComplete);
        Check();

        void Check()
        {
            foreach (int level in new[] { KeptFrom, 3, 5, 9 })
            {
                using Signal<float> a = kept.Mean(level), b = computed.Mean(level), c = kept.Max(level), d = computed.Max(level);
                Assert.Equal(Kinds.ReadAll(b), Kinds.ReadAll(a));
                Assert.Equal(Kinds.ReadAll(d), Kinds.ReadAll(c));
            }
        }
    }

    private static Recording<float> WithoutEnd(float[] values, int frames, int silentFrom) =>
        new([.. values[..silentFrom], .. new float[frames - silentFrom]]) { Damage = [new FrameRange(silentFrom, frames)] };

    private static void Write(Recording<float> recording, float[] values, int start, int stop)
    {
        recording.Damage = [];
        recording.Replace(start, values.AsSpan(start, stop - start));
    }

    private OverviewStore StoreOf(bool isStored) => isStored
        ? OverviewStore.File(_folder["kept"], new OverviewIdentity { LengthBytes = 1, ModifiedUtc = DateTime.UnixEpoch, Hash = 2 })
        : OverviewStore.Memory;

    /// <summary>Does something once, when so many frames are filled.</summary>
    private sealed class Reached(long frame, Action action) : IProgress<long>
    {
        private bool _isDone;

        public void Report(long value)
        {
            if (_isDone || value < frame) return;
            _isDone = true;
            action();
        }
    }
}
