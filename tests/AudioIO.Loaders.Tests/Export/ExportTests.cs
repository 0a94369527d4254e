using AudioIO.Tests.Flac;

namespace AudioIO.Tests.Export;

public sealed class ExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Target => _folder["out.wav"];

    [Theory]
    [MemberData(nameof(SmallFiles.Names), MemberType = typeof(SmallFiles))]
    public void Random_ranges_of_every_kind_of_file_are_exported_as_they_read(string name)
    {
        using WaveSource source = Recordings.Open(SmallFiles.All[name]);
        AssertRangesAreExact(source, seed: name.Length);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(20)]
    [InlineData(24)]
    [InlineData(32)]
    public void FLAC_is_exported_as_integers_of_its_own_bits(int bits)
    {
        var random = new Random(bits);
        long limit = 1L << (bits - 1);
        FlacFile file = FlacFiles.Of([.. Enumerable.Range(0, 3000).Select(_ => (int)random.NextInt64(-limit, limit))], bits);
        using FlacSource source = (FlacSource)AudioLoader.OpenSource(new MemoryStream(file.ToArray()));
        AssertRangesAreExact(source, seed: bits);
        source.Export(Target, 10, 100, new ExportOptions { Overwrite = true });
        AudioInfo info = AudioLoader.Identify(Target);
        Assert.Equal((bits + 7) / 8 * 8, info.BitsPerSample);
        Assert.Equal(bits, info.ValidBitsPerSample);
        Assert.True(info.IsInteger);
    }

    [Theory]
    [InlineData(16, 16)]
    [InlineData(16, 24)]
    [InlineData(24, 32)]
    public void A_join_of_WAV_files_is_exported_across_its_joins(int firstBits, int secondBits)
    {
        _folder.Write("1.wav", WaveBuilder.File(WaveFormat.Pcm(firstBits, 2), Recordings.Noise(500 * 2 * firstBits / 8, 1)));
        _folder.Write("2.wav", WaveBuilder.File(WaveFormat.Pcm(secondBits, 2), Recordings.Noise(300 * 2 * secondBits / 8, 2)));
        _folder.Write("3.wav", WaveBuilder.File(WaveFormat.Pcm(firstBits, 2), Recordings.Noise(400 * 2 * firstBits / 8, 3)));
        using ConcatenatedSource source = ConcatenatedSource.Open([_folder["1.wav"], _folder["2.wav"], _folder["3.wav"]]);
        AssertRangesAreExact(source, seed: firstBits + secondBits);
        source.Export(Target, 490, 20, new ExportOptions { Overwrite = true });
        Assert.Equal(Math.Max(firstBits, secondBits), AudioLoader.Identify(Target).BitsPerSample);
        // A range in one file asks for no more than that file does.
        source.Export(Target, 0, 490, new ExportOptions { Overwrite = true });
        Assert.Equal(firstBits, AudioLoader.Identify(Target).BitsPerSample);
    }

    [Fact]
    public void Integers_and_floats_together_become_what_holds_both()
    {
        _folder.Write("1.wav", WaveBuilder.File(WaveFormat.Pcm(24), Recordings.Noise(300, 1)));
        _folder.Write("2.wav", WaveBuilder.File(WaveFormat.Float(32), new byte[400]));
        _folder.Write("3.wav", WaveBuilder.File(WaveFormat.Pcm(32), Recordings.Noise(400, 2)));
        using ConcatenatedSource source = ConcatenatedSource.Open([_folder["1.wav"], _folder["2.wav"], _folder["3.wav"]]);
        source.Export(Target, 50, 100);
        Assert.Equal((AudioEncoding.IeeeFloat, 32), (AudioLoader.Identify(Target).Encoding, AudioLoader.Identify(Target).BitsPerSample));
        source.Export(Target, 50, 200, new ExportOptions { Overwrite = true });
        Assert.Equal((AudioEncoding.IeeeFloat, 64), (AudioLoader.Identify(Target).Encoding, AudioLoader.Identify(Target).BitsPerSample));
        AssertEqualSlices(source, 50, 200);
    }

    [Theory]
    [InlineData("RIFF")]
    [InlineData("RIFX")]
    [InlineData("Extensible")]
    [InlineData("40 bit")]
    [InlineData("Double")]
    [InlineData("A-law")]
    public void Stored_samples_keep_their_encoding(string name)
    {
        using WaveSource source = Recordings.Open(SmallFiles.All[name]);
        source.Export(Target, 1, 3);
        AudioInfo info = AudioLoader.Identify(Target);
        Assert.Equal(
            (source.Info.Encoding, source.Info.BitsPerSample, source.Info.ValidBitsPerSample, source.Info.ChannelMask, source.Info.Rate),
            (info.Encoding, info.BitsPerSample, info.ValidBitsPerSample, info.ChannelMask, info.Rate));
    }

    [Fact]
    public void Floats_are_copied_to_the_bit()
    {
        byte[] audio = Recordings.Noise(4000); // NaN of every kind among them
        using WaveSource source = Recordings.Open(WaveBuilder.File(WaveFormat.Float(32, 2), audio));
        source.Export(Target, 100, 200);
        byte[] file = File.ReadAllBytes(Target);
        (int position, int length) = Written.Find(file, "data")!.Value;
        Assert.Equal(audio[800..2400], file[position..(position + length)]);
    }

    [Theory]
    [InlineData(WaveEncoding.Pcm8)]
    [InlineData(WaveEncoding.Pcm16)]
    [InlineData(WaveEncoding.Pcm24)]
    [InlineData(WaveEncoding.Pcm32)]
    [InlineData(WaveEncoding.IeeeFloat32)]
    [InlineData(WaveEncoding.IeeeFloat64)]
    public void Another_encoding_is_what_a_writer_makes_of_the_samples(WaveEncoding encoding)
    {
        foreach (WaveFormat format in new[] { WaveFormat.Pcm(8, 2), WaveFormat.Pcm(16, 2), WaveFormat.Pcm(32, 2), WaveFormat.Float(64, 2) })
        {
            byte[] audio = format.Tag == 3
                ? [.. Written.Exact(WaveEncoding.IeeeFloat64, 600).SelectMany(BitConverter.GetBytes)]
                : Recordings.Noise(600 * format.BlockAlign / 2);
            using WaveSource source = Recordings.Open(WaveBuilder.File(format, audio));
            double[] values = new double[200];
            source.Read<double>(100, values);
            ExportReport report = source.Export(Target, 100, 100, new ExportOptions { Encoding = encoding, Overwrite = true });
            long clipped = 0;
            byte[] expected = Written.File(2, encoding, writer =>
            {
                writer.Write(values);
                clipped = writer.ClippedSamples;
            });
            using WaveSource read = Recordings.Open(Target);
            using WaveSource written = Recordings.Open(expected);
            Assert.Equal(written.ReadAll<double>(), read.ReadAll<double>());
            Assert.Equal(clipped, report.ClippedSamples);
        }
    }

    [Fact]
    public void Signals_are_exported_as_floats_or_as_integers()
    {
        using WaveSource source = Recordings.Open(WaveBuilder.File(WaveFormat.Pcm(16, 2), Recordings.Noise(4000)));
        using Signal<float> floats = source.Signal<float>();
        using Signal<double> doubles = source.Signal<double>();
        floats.Export(Target, 10, 500);
        Assert.Equal((AudioEncoding.IeeeFloat, 32), (AudioLoader.Identify(Target).Encoding, AudioLoader.Identify(Target).BitsPerSample));
        AssertEqualSlices(source, 10, 500);
        doubles.Export(Target, 10, 500, new ExportOptions { Overwrite = true });
        Assert.Equal((AudioEncoding.IeeeFloat, 64), (AudioLoader.Identify(Target).Encoding, AudioLoader.Identify(Target).BitsPerSample));
        AssertEqualSlices(source, 10, 500);
        doubles.Export(Target, 10, 500, new ExportOptions { Encoding = WaveEncoding.Pcm16, Overwrite = true });
        Assert.Equal(AudioEncoding.PcmSigned, AudioLoader.Identify(Target).Encoding);
        AssertEqualSlices(source, 10, 500);
    }

    [Fact]
    public void Unwrapped_samples_leave_the_range_of_integers_and_become_floats()
    {
        byte[] file = WaveBuilder.File(WaveFormat.Pcm(16), Recordings.Noise(4000));
        using AudioLoader<float> data = AudioLoader.Open(new MemoryStream(file), new AudioLoaderOptions { Unwrap = new UnwrapOptions() });
        data.Source.Export(Target, 100, 1000);
        Assert.Equal(AudioEncoding.IeeeFloat, AudioLoader.Identify(Target).Encoding);
        AssertEqualSlices(data.Source, 100, 1000);
    }

    [Fact]
    public void An_empty_range_is_an_empty_file_and_one_beyond_the_end_is_refused()
    {
        using WaveSource source = Recordings.Open(WaveBuilder.File(WaveFormat.Pcm(16), Recordings.Counting(100)));
        source.Export(Target, 100, 0);
        Assert.Equal(0, AudioLoader.Identify(Target).Frames);
        File.Delete(Target);
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Export(Target, 100, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Export(Target, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Export(Target, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Export(Target, 1, long.MaxValue));
        AssertNothingIsLeft();
    }

    [Fact]
    public void A_rate_that_is_no_whole_number_of_hertz_is_refused()
    {
        using PcmStreamSource source = PcmStreamSource.Open(new MemoryStream(new byte[200]), new PcmFormat(22050.5, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Export(Target, 0, 10));
        AssertNothingIsLeft();
    }

    [Fact]
    public void Progress_rises_to_one_and_cancelling_leaves_nothing()
    {
        const int Frames = 500_000;
        using WaveSource source = Recordings.Open(WaveBuilder.File(WaveFormat.Pcm(16), new byte[2 * Frames]));
        var told = new Told();
        source.Export(Target, 0, Frames, progress: told);
        Assert.Equal(1, told.Values[^1]);
        Assert.Equal(told.Values.Order(), told.Values);
        Assert.True(told.Values.Count > 2);
        File.Delete(Target);

        using var cancel = new CancellationTokenSource();
        told.Then = cancel.Cancel;
        Assert.Throws<OperationCanceledException>(() => source.Export(Target, 0, Frames, null, told, cancel.Token));
        AssertNothingIsLeft();
    }

    [Fact]
    public void Damage_in_the_range_is_refused_or_silence_with_a_note()
    {
        FlacFile file = FlacFiles.Of([.. Enumerable.Range(1, 10 * FlacFiles.BlockSize)]);
        byte[] bytes = file.ToArray();
        bytes[file.PositionOf(5) + 20] ^= 0xFF; // frames 960 to 1151

        using (FlacSource strict = (FlacSource)AudioLoader.OpenSource(new MemoryStream(bytes)))
        {
            AudioFormatException fault = Assert.Throws<AudioFormatException>(() => strict.Export(Target, 900, 100));
            Assert.Equal((960, 192), (fault.StartFrame, fault.FrameCount));
            AssertNothingIsLeft();
            // Beside it everything is sound.
            Assert.Empty(strict.Export(Target, 0, 960).Diagnostics);
            File.Delete(Target);
        }
        using AudioSource lenient =
            AudioLoader.OpenSource(new MemoryStream(bytes), new AudioLoaderOptions { OnDamage = DamagePolicy.Silence });
        Diagnostic note = Assert.Single(lenient.Export(Target, 900, 100).Diagnostics);
        Assert.Equal((DiagnosticKind.Damaged, 960L, 192L), (note.Kind, note.StartFrame, note.FrameCount));
        using AudioLoader<int> read = AudioLoader.Open<int>(Target);
        Assert.Equal(Enumerable.Range(901, 60).Concat(new int[40]), read[..].ToArray());
        Assert.Empty(lenient.Export(Target, 0, 960, new ExportOptions { Overwrite = true }).Diagnostics);
    }

    [Theory]
    [InlineData(0, 300_000)]
    [InlineData(65_000, 260_000)] // one piece long, over two of them
    [InlineData(65_000, 600_000)]
    [InlineData(1, 1)]
    public void A_range_is_whole_wherever_its_units_and_pieces_lie(long start, long count)
    {
        const int UnitFrames = 65_535;
        using var source = new Streams.ComputedSource(Streams.ComputedSource.Noise(700_000, 1), 1, framesPerUnit: UnitFrames);
        source.Export(Target, start, count);
        AssertEqualSlices(source, start, count);
        // Nothing is decoded twice: every piece but the first begins where a unit does.
        Assert.All(source.Reads.Take(source.Reads.Count - 1).Skip(1), read => Assert.Equal(0, read.Start % UnitFrames));
    }

    [Fact]
    public void A_failed_read_ends_the_writing_of_what_was_read_before()
    {
        using var source = new Streams.ComputedSource(new double[1_000_000], 1) { BadFrame = 900_000 };
        Assert.Throws<AudioFormatException>(() => source.Export(Target, 0, 1_000_000));
        AssertNothingIsLeft();
    }

    [Fact]
    public void A_disk_that_is_full_in_the_middle_of_an_export_fails_it()
    {
        using var source = new Streams.ComputedSource(Streams.ComputedSource.Noise(1_000_000, 1), 1);
        using Signal<double> signal = source.Signal<double>();
        var layout = new WaveFileLayout { Coding = WaveEncoding.IeeeFloat64.Coding(1), Rate = 8000, ChannelMask = 0 };
        using var writer = new WaveWriter(layout, null, new SmallDisk(5_000_000), leaveOpen: false);
        IOException fault = Assert.Throws<IOException>(() => new ExportTransfer(writer, 0, 1_000_000, null, default).Run(signal));
        Assert.Contains(SmallDisk.Complaint, fault.Message, StringComparison.Ordinal);
    }

    private void AssertRangesAreExact(AudioSource source, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < 25; i++)
        {
            long start = random.NextInt64(source.Frames + 1);
            long count = random.NextInt64(source.Frames - start + 1);
            ExportReport report = source.Export(Target, start, count, new ExportOptions { Overwrite = true });
            Assert.Equal((Target, count, 0), (report.Path, report.Frames, report.ClippedSamples));
            AssertEqualSlices(source, start, count);
        }
    }

    private void AssertEqualSlices(AudioSource source, long start, long count)
    {
        using WaveSource written = Recordings.Open(Target);
        Assert.Empty(written.Diagnostics);
        Assert.Equal(count, written.Frames);
        double[] expected = new double[count * source.Channels];
        source.Read<double>(start, expected);
        double[] found = written.ReadAll<double>();
        Assert.True(expected.AsSpan().SequenceEqual(found), $"Frames {start} to {start + count} differ.");
    }

    private void AssertNothingIsLeft() => Assert.Empty(Directory.GetFileSystemEntries(_folder.Root));

    private sealed class Told : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public Action? Then { get; set; }

        public void Report(double value)
        {
            Values.Add(value);
            Then?.Invoke();
        }
    }
}
