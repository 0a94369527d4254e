using System.Runtime.InteropServices;

namespace AudioIO.Tests.Joining;

public class ConcatenatedSourceTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 8)]
    public void Any_read_across_any_joins_equals_the_whole(int seed, int maxOpenFiles)
    {
        var random = new Random(seed);
        for (int round = 0; round < 20; round++)
        {
            int channels = random.Next(1, 4);
            (MemoryFiles files, short[] whole) = Recording(random, random.Next(1, 12), channels);
            using ConcatenatedSource source = files.OpenAll(new AudioLoaderOptions { MaxOpenFiles = maxOpenFiles });
            long frames = source.Info.Frames;
            Assert.Equal(whole.Length / channels, frames);
            for (int i = 0; i < 200; i++)
            {
                long start = random.NextInt64(frames + 1);
                int count = random.Next((int)(frames - start) + 1);
                short[] shorts = new short[count * channels];
                Array.Fill(shorts, (short)(i % 2 == 0 ? 0 : -1));
                source.Read<short>(start, shorts);
                if (!whole.AsSpan((int)start * channels, count * channels).SequenceEqual(shorts))
                    Assert.Fail($"Seed {seed}, round {round}: {count} frames from {start} of {frames} are not those of the whole.");
            }
            Assert.InRange(files.MostOpen, 1, maxOpenFiles);
        }
    }

    [Fact]
    public void Files_of_no_frame_and_of_one_are_parts_like_any_other()
    {
        var files = new MemoryFiles();
        int[] lengths = [0, 0, 1, 0, 1, 1, 5, 0];
        for (int i = 0, first = 0; i < lengths.Length; first += lengths[i++])
            files.Add($"{i}.wav", Waves.Int16(Waves.Counting(first, lengths[i])));
        using ConcatenatedSource source = files.OpenAll();
        Assert.Equal(Waves.Counting(0, 8), source.ReadAll<short>());
        Assert.Equal(lengths.Select(length => (long)length), source.Files.Select(file => file.FrameCount));
        Assert.Equal([0, 0, 0, 1, 1, 2, 3, 8], source.Files.Select(file => file.StartFrame));
        Assert.Equal([2, 4, 5, 6, 6, 6, 6, 6], Enumerable.Range(0, 8).Select(frame => source.FileAt(frame).Index));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.FileAt(8));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.FileAt(-1));
    }

    [Fact]
    public void Only_empty_files_are_an_empty_recording()
    {
        MemoryFiles files = new MemoryFiles().Add("a.wav", Waves.Int16([])).Add("b.wav", Waves.Int16([]));
        using ConcatenatedSource source = files.OpenAll();
        Assert.Equal(0, source.Info.Frames);
        source.Read<float>(0, []);
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Read<float>(0, new float[1]));
    }

    [Fact]
    public void Encodings_may_differ_and_each_is_converted_by_itself()
    {
        byte[] bytes = Recordings.Noise(240);
        MemoryFiles files = new MemoryFiles()
            .Add("8.wav", WaveBuilder.File(WaveFormat.Pcm(8), bytes))
            .Add("16.wav", WaveBuilder.File("Wave64", WaveFormat.Pcm(16), bytes))
            .Add("24.wav", WaveBuilder.File("RF64", WaveFormat.Pcm(24), bytes))
            .Add("f.wav", WaveBuilder.File(WaveFormat.Float(32), bytes));
        using ConcatenatedSource source = files.OpenAll();
        double[] expected =
        [
            .. bytes.Select(b => (b - 128) / 128.0), .. StoredSamples.Doubles(bytes, 2), .. StoredSamples.Doubles(bytes, 3),
            .. MemoryMarshal.Cast<byte, float>(bytes).ToArray().Select(value => (double)value),
        ];
        Assert.Equal(expected, source.ReadAll<double>());
        Assert.Equal((AudioInfo.JoinedFormat, AudioEncoding.Mixed, 32),
            (source.Info.Format, source.Info.Encoding, source.Info.BitsPerSample));
        Assert.False(source.Info.IsInteger);
        Assert.Throws<InvalidOperationException>(() => source.Read<int>(0, new int[1]));
        Assert.Equal([8, 16, 24, 32], source.Files.Select(file => file.Info.BitsPerSample));
    }

    [Theory]
    [InlineData(16, 16, true)]
    [InlineData(16, 24, false)]
    [InlineData(8, 8, true)]
    public void Unscaled_integers_are_read_where_all_files_have_integers_of_the_same_bits(int first, int second, bool fits)
    {
        byte[][] contents = [.. new int[] { first, second }.Select(bits => WaveBuilder.File(WaveFormat.Pcm(bits), Recordings.Noise(48)))];
        MemoryFiles files = new MemoryFiles().Add("a.wav", contents[0]).Add("b.wav", contents[1]);
        using ConcatenatedSource source = files.OpenAll();
        Assert.Equal(fits, source.Info.IsInteger);
        if (!fits)
        {
            Assert.Throws<InvalidOperationException>(() => source.Read<int>(0, new int[1]));
            Assert.Throws<InvalidOperationException>(() => new AudioLoader<int>(source));
            return;
        }
        Assert.Equal(contents.SelectMany(Recordings.Integers), source.ReadAll<int>());
    }

    [Fact]
    public void Integers_of_different_codings_but_the_same_bits_stay_integers()
    {
        MemoryFiles files = new MemoryFiles()
            .Add("pcm.wav", Waves.Int16([1, 2, 3]))
            .Add("law.wav", WaveBuilder.File(WaveFormat.Companded(6), Recordings.Noise(20)));
        using ConcatenatedSource source = files.OpenAll();
        Assert.Equal((AudioEncoding.PcmSigned, 16, true), (source.Info.Encoding, source.Info.BitsPerSample, source.Info.IsInteger));
        Assert.Equal([1, 2, 3, .. Recordings.Integers(WaveBuilder.File(WaveFormat.Companded(6), Recordings.Noise(20)))],
            source.ReadAll<int>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Eight_threads_read_the_same_as_one(int maxOpenFiles)
    {
        (MemoryFiles files, short[] whole) = Recording(new Random(5), 20, 2);
        using ConcatenatedSource source = files.OpenAll(new AudioLoaderOptions { MaxOpenFiles = maxOpenFiles });
        LeasePoolTests.Run(8, thread =>
        {
            var random = new Random(thread);
            for (int i = 0; i < 500; i++)
            {
                int start = random.Next((int)source.Info.Frames);
                short[] values = new short[random.Next((int)source.Info.Frames - start) * 2];
                source.Read<short>(start, values);
                Assert.True(whole.AsSpan(start * 2, values.Length).SequenceEqual(values), $"Thread {thread}, frame {start}");
            }
        });
        Assert.InRange(files.MostOpen, 1, maxOpenFiles);
    }

    [Fact]
    public void Opening_leaves_no_file_open_and_closing_closes_all()
    {
        (MemoryFiles files, _) = Recording(new Random(6), 30, 1);
        ConcatenatedSource source = files.OpenAll(new AudioLoaderOptions { MaxOpenFiles = 4 });
        Assert.Equal((0, 30), (files.OpenNow, files.Opened));
        source.ReadAll<float>();
        Assert.InRange(files.OpenNow, 1, 4);
        Assert.InRange(files.MostOpen, 1, 4);
        source.Dispose();
        Assert.Equal(0, files.OpenNow);
        Assert.Throws<ObjectDisposedException>(() => source.Read<float>(0, new float[1]));
        Assert.Throws<ObjectDisposedException>(() => source.Metadata);
    }

    [Fact]
    public void Reading_inside_one_file_opens_it_once()
    {
        (MemoryFiles files, _) = Recording(new Random(7), 6, 1);
        using ConcatenatedSource source = files.OpenAll();
        int before = files.Opened;
        RecordingFile longest = source.Files.MaxBy(file => file.FrameCount)!;
        for (long frame = 0; frame < longest.FrameCount; frame++) source.Read<float>(longest.StartFrame + frame, new float[1]);
        Assert.Equal(before + 1, files.Opened);
    }

    [Fact]
    public void Reading_open_files_allocates_nothing()
    {
        MemoryFiles files = new MemoryFiles().Add("a.wav", Waves.Int16(Waves.Counting(0, 500)))
            .Add("b.wav", Waves.Int16(Waves.Counting(500, 500)));
        using ConcatenatedSource source = files.OpenAll();
        float[] values = new float[900];
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 100; i++) source.Read<float>(i, values);
        }));
    }

    [Fact]
    public void Nothing_to_open_is_a_misuse()
    {
        Assert.Throws<ArgumentException>(() => ConcatenatedSource.Open([]));
        Assert.Throws<ArgumentException>(() => ConcatenatedSource.Open([""]));
        Assert.Throws<ArgumentNullException>(() => ConcatenatedSource.Open((IEnumerable<string>)null!));
        Assert.Throws<ArgumentNullException>(() => ConcatenatedSource.Open((RecordingIndex)null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AudioLoaderOptions { MaxOpenFiles = 0 });
    }

    /// <summary>Files of random lengths, some of them empty and some of one frame, and all of their samples.</summary>
    private static (MemoryFiles Files, short[] Whole) Recording(Random random, int count, int channels)
    {
        var files = new MemoryFiles();
        int frames = 0;
        for (int i = 0; i < count; i++)
        {
            int length = random.Next(4) switch { 0 => 0, 1 => 1, _ => random.Next(200) };
            files.Add($"{i}.wav", Waves.Int16(Waves.Counting(frames, length, channels), channels));
            frames += length;
        }
        return (files, Waves.Counting(0, frames, channels));
    }
}
