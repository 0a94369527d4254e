using System.Buffers.Binary;
using AudioIO.Overviews;
using AudioIO.Tests.Derived;

namespace AudioIO.Tests.Overviews;

/// <summary>The files that levels of a spectrogram are kept in.</summary>
public sealed class SpectrogramStoreTests : IDisposable
{
    private const int Headers = 512;

    private readonly TemporaryFolder _folder = new();

    private OverviewStore Cache => OverviewStore.Folder(_folder["cache"]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SpectrumAlignment.Start, Breaks.Restart, 1)]
    [InlineData(SpectrumAlignment.Center, Breaks.Restart, 2)]
    [InlineData(SpectrumAlignment.Center, Breaks.Through, 1)]
    [InlineData(SpectrumAlignment.Start, Breaks.Through, 3)]
    public void Each_file_has_its_own_and_the_recording_is_composed_of_them(SpectrumAlignment alignment, Breaks across, int channels)
    {
        // Files of odd lengths, one of them too short for any level; a gap of the clock behind the third, and one within the fifth.
        long[] edges = [0, 9001, 17_003, 17_010, 30_000, 47_777, 60_001];
        using StoredRecording recording = Joined(Sound.Noise(60_001 * channels, 1), channels, edges, 17_010, 40_000);
        using SpectrogramSignal<float> spectrogram = recording.Spectrogram(64, 16, alignment: alignment, across: across);
        using SpectrogramLevels computed = spectrogram.Levels();
        using (SpectrogramLevels first = spectrogram.Levels(Cache, keptFrom: 2)) first.Build();
        Assert.Equal(5, Directory.GetFiles(_folder["cache"], "*.spectrogram").Length);
        using SpectrogramLevels kept = spectrogram.Levels(Cache, keptFrom: 2);
        Assert.True(kept.IsComplete);
        Assert.Equal(5, kept.Parts.Count);
        Assert.All(kept.Parts, part => Assert.Null(part.Rebuilt));
        Check(kept, computed, 2, 3, 4, 6, 9, kept.Count);
        // Read again are the columns at joins alone: four of each level's, of 4 columns of 16 frames and what lies around them.
        recording.FramesRead = 0;
        using Signal<float> max = kept.Max(4);
        Kinds.ReadAll(max);
        Assert.InRange(recording.FramesRead, 1, 10 * 3 * ((4 * 16) + 64));
    }

    [Fact]
    public void Large_columns_are_in_the_files_alone_and_damage_there_is_found()
    {
        // A node of 16 columns of 257 frequencies: 33 KB, which no finished file keeps in memory.
        using StoredRecording recording = new StoredRecording(Sound.Noise(90_000, 9), 1, _folder["night.flac"]).Save();
        using SpectrogramSignal<float> spectrogram = recording.Spectrogram(512, 128);
        var sidecar = new MemorySidecar("night.spectrogram") { Identity = MemorySidecar.Same };
        using SpectrogramLevels computed = spectrogram.Levels();
        using (SpectrogramLevels first = spectrogram.Levels(sidecar.Store))
        {
            first.Build();
            int before = sidecar.BytesRead;
            Check(first, computed, 3, 4, 5, 6, 7, 8);
            Assert.True(sidecar.BytesRead > before);
        }
        byte[] good = [.. sidecar.Content];
        for (int at = Headers + 1000; at < good.Length; at += 16_000)
        {
            sidecar.Content = [.. good];
            using SpectrogramLevels kept = spectrogram.Levels(sidecar.Store);
            // While it is open, too: what is read after it was believed.
            if (at % 3 == 0) Assert.True(kept.IsComplete);
            sidecar.Flip(at, 1);
            Check(kept, computed, 3, 5, 8);
            kept.Build();
            Assert.True(kept.IsComplete);
            Check(kept, computed, 3, 5, 8);
        }
    }

    [Fact]
    public void A_file_that_changed_is_computed_anew_and_the_others_stay()
    {
        long[] edges = [0, 10_000, 20_000, 30_000];
        float[] values = Sound.Noise(30_000, 2);
        Build(Joined(values, 1, edges));
        values[15_000] = 2;
        using StoredRecording changed = Joined(values, 1, edges);
        File.SetLastWriteTimeUtc(_folder["1.wav"], new DateTime(2025, 6, 1, 0, 0, 0, DateTimeKind.Utc));
        using SpectrogramSignal<float> spectrogram = changed.Spectrogram(64, 16);
        using SpectrogramLevels kept = spectrogram.Levels(Cache, keptFrom: 2), computed = spectrogram.Levels();
        Assert.False(kept.IsComplete);
        Assert.Equal([true, false, true], kept.Parts.Select(part => part.Rebuilt is null));
        Check(kept, computed, 2, 5);
        changed.FramesRead = 0;
        kept.Build();
        Assert.InRange(changed.FramesRead, 9000, 10_000 * 4);
        Assert.True(kept.IsComplete);
        Check(kept, computed, 2, 5);
    }

    [Fact]
    public void A_recording_that_gets_more_files_goes_on()
    {
        float[] values = Sound.Noise(50_000, 3);
        for (int files = 2; files <= 5; files++)
        {
            using StoredRecording recording = Joined(values[..(files * 10_000)], 1, [.. Enumerable.Range(0, files + 1).Select(i => 10_000L * i)]);
            using SpectrogramSignal<float> spectrogram = recording.Spectrogram(64, 16, alignment: SpectrumAlignment.Center);
            using SpectrogramLevels kept = spectrogram.Levels(Cache, keptFrom: 2), computed = spectrogram.Levels();
            Assert.Equal(files > 2 ? files - 1 : 0, kept.Parts.Count(part => part.FilledTo == part.Frames.Stop));
            recording.FramesRead = 0;
            kept.Build();
            Assert.All(kept.Parts, part => Assert.Null(part.Rebuilt));
            Assert.InRange(recording.FramesRead, 1, (files == 2 ? 2 : 1) * 10_000 * 2);
            Check(kept, computed, 2, 6);
        }
    }

    [Fact]
    public void Killed_at_any_byte_and_resumed_they_are_what_one_pass_makes()
    {
        using StoredRecording recording = new StoredRecording(Sound.Noise(525, 4), 1, _folder["night.flac"]) { BreaksAt = [130] }.Save();
        using SpectrogramSignal<float> spectrogram = recording.Spectrogram(8, 4, alignment: SpectrumAlignment.Center);
        MemorySidecar whole = OnePass(spectrogram);
        Assert.InRange(whole.BytesWritten, 4000, 20_000);
        for (long bytes = 0; bytes < whole.BytesWritten; bytes++) ExpectSame(spectrogram, whole, bytes);
    }

    [Fact]
    public void Killed_again_and_again_a_long_build_comes_to_its_end_with_what_was_noted()
    {
        using StoredRecording recording = new StoredRecording(Sound.Noise(100_000, 5), 1, _folder["night.flac"]).Save();
        using SpectrogramSignal<float> spectrogram = recording.Spectrogram(16, 8);
        MemorySidecar whole = OnePass(spectrogram);
        recording.FramesRead = 0;
        ExpectSame(spectrogram, whole, [.. Enumerable.Range(1, 7).Select(i => (whole.BytesWritten / 9) + (i * 91))]);
        // Of every try a node that was not full is lost: 16 entries of 2 columns.
        Assert.InRange(recording.FramesRead, recording.Frames, (recording.Frames * 3 / 2) + (8 * 16 * 2 * 24));
    }

    [Fact]
    public async Task They_are_built_on_a_thread_of_its_own_that_can_be_stopped()
    {
        using StoredRecording recording = new StoredRecording(Sound.Noise(400_000, 6), 1, _folder["night.flac"]).Save();
        using SpectrogramSignal<float> spectrogram = recording.Spectrogram(64, 16);
        using SpectrogramLevels kept = spectrogram.Levels(Cache, keptFrom: 2), computed = spectrogram.Levels();
        using var cancellation = new CancellationTokenSource();
        int caller = Environment.CurrentManagedThreadId;
        recording.BeforeRead = start =>
        {
            Assert.NotEqual(caller, Environment.CurrentManagedThreadId);
            if (start > 200_000) cancellation.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kept.BuildAsync(cancellationToken: cancellation.Token));
        recording.BeforeRead = null;
        Assert.InRange(kept.FilledTo, 12_000, 14_000);
        var told = new Told();
        await kept.BuildAsync(told);
        Assert.Equal(spectrogram.Frames, told.Last);
        Assert.True(kept.IsComplete);
        Check(kept, computed, 2, 9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(20_000)]
    public void Anything_else_in_their_place_is_not_believed(int bytes) => ExpectRebuilt(_ =>
    {
        byte[] noise = new byte[bytes];
        new Random(bytes).NextBytes(noise);
        return noise;
    });

    [Fact]
    public void Another_version_is_not_believed() => ExpectRebuilt(file =>
    {
        foreach (int slot in new[] { 0, SidecarHeader.Bytes })
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(slot + 16), 77);
            Span<byte> header = file.AsSpan(slot, SidecarHeader.Bytes);
            BinaryPrimitives.WriteUInt32LittleEndian(header[^4..], Checksum.Of(header[..^4], 0));
        }
        return file;
    });

    [Fact]
    public void A_claim_of_more_columns_or_other_stretches_than_there_are_is_not_believed()
    {
        ExpectRebuilt(file => Claim(file, header => header with { FilledFrames = long.MaxValue / 2 }));
        ExpectRebuilt(file => Claim(file, header => header with { FilledFrames = -1 }));
        ExpectRebuilt(file => Claim(file, header => header with { Stretches = 1 }));
        ExpectRebuilt(file => Claim(file, header => header with { Kind = 1 }));
        ExpectRebuilt(file => Claim(file, header => header with { Identity = header.Identity with { Hash = 1 } }));
    }

    [Fact]
    public void Those_of_another_window_lie_beside_them()
    {
        using StoredRecording recording = new StoredRecording(Sound.Noise(30_000, 8), 1, _folder["night.flac"]).Save();
        foreach (WindowFunction window in new[] { WindowFunction.Hann, WindowFunction.Rectangular, WindowFunction.Hann })
        {
            using SpectrogramSignal<float> spectrogram = recording.Spectrogram(64, 16, window);
            using SpectrogramLevels kept = spectrogram.Levels(Cache), computed = spectrogram.Levels();
            kept.Build();
            Assert.Null(kept.Parts[0].Rebuilt);
            Check(kept, computed, 3, 5);
        }
        Assert.Equal(2, Directory.GetFiles(_folder["cache"], "*.spectrogram").Length);
    }

    private static byte[] Claim(byte[] file, Func<SidecarHeader, SidecarHeader> change)
    {
        foreach (int slot in new[] { 0, SidecarHeader.Bytes }) change(SidecarHeader.Parse(file.AsSpan(slot))!).Write(file.AsSpan(slot));
        return file;
    }

    /// <summary>Changes a finished file, and expects that no value is wrong, and the file whole again after a build.</summary>
    private void ExpectRebuilt(Func<byte[], byte[]> change)
    {
        using StoredRecording recording = new StoredRecording(Sound.Noise(20_000, 7), 1, _folder["night.flac"]).Save();
        using SpectrogramSignal<float> spectrogram = recording.Spectrogram(64, 16);
        using (SpectrogramLevels first = spectrogram.Levels(Cache)) first.Build();
        string path = Assert.Single(Directory.GetFiles(_folder["cache"], "*.spectrogram"));
        byte[] good = File.ReadAllBytes(path);
        File.WriteAllBytes(path, change([.. good]));
        using (SpectrogramLevels kept = spectrogram.Levels(Cache), computed = spectrogram.Levels())
        {
            Assert.False(kept.IsComplete);
            Check(kept, computed, 3, 5);
            kept.Build();
            Assert.True(kept.IsComplete);
            Check(kept, computed, 3, 5);
        }
        Assert.Equal(good[Headers..], File.ReadAllBytes(path)[Headers..]);
    }

    private static void Check(SpectrogramLevels kept, SpectrogramLevels computed, params int[] levels)
    {
        foreach (int level in levels)
        {
            using Signal<float> a = kept.Mean(level), b = computed.Mean(level), c = kept.Max(level), d = computed.Max(level);
            Assert.Equal(Kinds.ReadAll(b), Kinds.ReadAll(a));
            Assert.Equal(Kinds.ReadAll(d), Kinds.ReadAll(c));
        }
    }

    private static MemorySidecar OnePass(SpectrogramSignal<float> spectrogram)
    {
        var sidecar = new MemorySidecar("night.spectrogram") { Identity = MemorySidecar.Same };
        using SpectrogramLevels levels = spectrogram.Levels(sidecar.Store, keptFrom: 1);
        levels.Build();
        return sidecar;
    }

    private static void ExpectSame(SpectrogramSignal<float> spectrogram, MemorySidecar whole, params ReadOnlySpan<long> kills)
    {
        var sidecar = new MemorySidecar("night.spectrogram") { Identity = MemorySidecar.Same };
        foreach (long bytes in kills)
        {
            sidecar.BytesLeft = bytes;
            using SpectrogramLevels killed = spectrogram.Levels(sidecar.Store, keptFrom: 1);
            Assert.Throws<KilledException>(() => killed.Build());
        }
        sidecar.BytesLeft = long.MaxValue;
        using SpectrogramLevels levels = spectrogram.Levels(sidecar.Store, keptFrom: 1);
        Assert.Null(kills[0] >= Headers ? levels.Parts[0].Rebuilt : null);
        levels.Build();
        Assert.True(levels.IsComplete);
        Assert.True(sidecar.Content.AsSpan(Headers).SequenceEqual(whole.Content.AsSpan(Headers)), $"Killed after {kills[0]} bytes.");
    }

    private void Build(StoredRecording recording)
    {
        using (recording)
        {
            using SpectrogramSignal<float> spectrogram = recording.Spectrogram(64, 16);
            using SpectrogramLevels levels = spectrogram.Levels(Cache, keptFrom: 2);
            levels.Build();
        }
    }

    private StoredRecording Joined(float[] values, int channels, long[] edges, params long[] breaks)
    {
        string[] paths = [.. Enumerable.Range(0, edges.Length - 1).Select(i => _folder[$"{i}.wav"])];
        foreach (string path in paths)
        {
            File.WriteAllText(path, path);
            File.SetLastWriteTimeUtc(path, new DateTime(2024, 6, 1, 0, 0, 0, DateTimeKind.Utc));
        }
        return new StoredRecording(values, channels, paths) { FileEdges = edges, BreaksAt = breaks };
    }

    private sealed class Told : IProgress<long>
    {
        public long Last { get; private set; }

        public void Report(long value) => Last = value;
    }
}
