namespace AudioIO.Tests.Flac;

/// <summary>The length is measured; what STREAMINFO says about it, about blocks and about FlacFrames is never relied on.</summary>
public class FlacLengthTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    [InlineData(1L)]
    [InlineData(640L)]
    [InlineData(2560L)]
    [InlineData((1L << 36) - 1)]
    public void The_length_is_that_of_the_frames_present(long? announced)
    {
        foreach (bool large in (bool[])[false, true])
        {
            foreach (bool variable in (bool[])[false, true])
            {
                FlacFile file = FlacDamageTests.Make(variable);
                file.TotalFrames = announced;
                using FlacSource source = FlacFile.Open(file.ToArray(), wholeWalkBytes: large ? 0 : 1 << 20);
                FlacWindows.AssertEqual(source, file.Samples, _ => false, 1, 200);
                Assert.Equal(announced is not (null or 0), source.Diagnostics.Any(d => d.Kind == DiagnosticKind.Contradiction));
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(16, 16)]
    [InlineData(4096, 4096)]
    [InlineData(65535, 16)]
    [InlineData(65535, 65535)]
    public void Block_sizes_in_the_header_mean_nothing(int min, int max)
    {
        foreach (bool variable in (bool[])[false, true])
        {
            FlacFile file = FlacDamageTests.Make(variable);
            (file.MinBlockSize, file.MaxBlockSize) = (min, max);
            using FlacSource source = FlacFile.Open(file.ToArray());
            FlacWindows.AssertEqual(source, file.Samples, _ => false, 1, 100);
        }
    }

    [Fact]
    public void Every_truncation_gives_the_frames_that_are_whole()
    {
        FlacFile file = FlacDamageTests.Make(false, count: 6);
        byte[] bytes = file.ToArray();
        for (int length = 0; length < bytes.Length; length++)
        {
            FlacSource source;
            try
            {
                source = FlacFile.Open(bytes[..length]);
            }
            catch (AudioFormatException)
            {
                Assert.True(length < file.Header.Length, $"{length} bytes");
                continue;
            }
            using (source)
            {
                int whole = Enumerable.Range(0, 6).Count(i => file.PositionOf(i + 1) <= length);
                Assert.Equal(whole * file.Starts[1], source.Info.Frames);
                Assert.NotEmpty(source.Diagnostics);
                Assert.Equal(file.Samples.Take((int)source.Info.Frames), FlacFile.ReadAll(source));
            }
        }
    }

    [Theory]
    [InlineData("TAG")]
    [InlineData("")]
    [InlineData("RIFF")]
    public void What_stands_behind_the_last_frame_is_ignored_and_noted(string start)
    {
        foreach (bool large in (bool[])[false, true])
        {
            FlacFile file = FlacDamageTests.Make(false);
            byte[] trailer = new byte[start == "RIFF" ? 200_000 : 128];
            start.Select(c => (byte)c).ToArray().CopyTo(trailer, 0);
            file.Trailer.Add(trailer);
            using FlacSource source = FlacFile.Open(file.ToArray(), wholeWalkBytes: large ? 0 : 1 << 20);
            FlacWindows.AssertEqual(source, file.Samples, _ => false, 1, 100);
            Assert.Equal(DiagnosticKind.Ignored, Assert.Single(source.Diagnostics).Kind);
        }
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(400)]
    [InlineData(7)]
    public void Of_joined_files_the_first_one_is_read(int secondCount)
    {
        foreach (bool large in (bool[])[false, true])
        {
            FlacFile file = FlacDamageTests.Make(false), second = FlacDamageTests.Make(false, count: secondCount);
            file.Trailer.Add(second.ToArray());
            byte[] bytes = file.ToArray();
            using FlacSource source = FlacFile.Open(bytes, wholeWalkBytes: large ? 0 : 1 << 20);
            FlacWindows.AssertEqual(source, file.Samples, _ => false, 1, 100);
            Assert.Contains(source.Diagnostics, d => d.Message.Contains("another FLAC stream", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_depth_that_only_the_header_claims_is_corrected_and_noted()
    {
        FlacFile file = FlacDamageTests.Make(false);
        file.Bits = 24;
        using FlacSource source = FlacFile.Open(file.ToArray());
        Assert.Equal(16, source.Info.BitsPerSample);
        Assert.Equal(file.Samples, FlacFile.ReadAll(source));
        Assert.Equal(DiagnosticKind.Contradiction, Assert.Single(source.Diagnostics).Kind);
    }

    [Fact]
    public void Channels_that_only_the_header_claims_are_refused()
    {
        FlacFile file = FlacDamageTests.Make(false);
        file.Channels = 5;
        var failure = Assert.Throws<AudioFormatException>(() => FlacFile.Open(file.ToArray()));
        Assert.Contains("5 channels", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rate_that_the_frames_contradict_is_kept_and_noted()
    {
        var file = new FlacFile { Rate = 48000 };
        for (int i = 0; i < 3; i++) file.Add(FlacDecodingTests.Frame(i) with { RateCode = 9 }, FlacDecodingTests.Ramp(16));
        using FlacSource source = FlacFile.Open(file.ToArray());
        Assert.Equal(48000, source.Info.Rate);
        Assert.Equal(DiagnosticKind.Contradiction, Assert.Single(source.Diagnostics).Kind);
        Assert.Equal(file.Samples, FlacFile.ReadAll(source));
    }

    [Fact]
    public void A_file_without_frames_is_empty()
    {
        using FlacSource source = FlacFile.Open(new FlacFile { TotalFrames = 0 }.Header);
        Assert.Equal(0, source.Info.Frames);
        Assert.Empty(source.Diagnostics);
        source.Read(0, Span<float>.Empty);
        Assert.True(source.Verify().IsSound || source.Verify().Md5 == FlacMd5Result.Matches);
    }

    [Fact]
    public void Something_else_behind_the_metadata_is_refused()
    {
        byte[] junk = new byte[5000];
        new Random(1).NextBytes(junk);
        var failure = Assert.Throws<AudioFormatException>(() => FlacFile.Open([.. new FlacFile { TotalFrames = 10 }.Header, .. junk]));
        Assert.Equal((AudioFormatErrorKind.Malformed, (long?)42), (failure.Kind, failure.Position));
    }

    [Fact]
    public void Junk_before_the_first_frame_loses_nothing()
    {
        FlacFile file = FlacDamageTests.Make(false);
        byte[] junk = new byte[3000];
        new Random(2).NextBytes(junk);
        byte[] bytes = [.. file.Header, .. junk, .. file.Frames.SelectMany(f => f)];
        using FlacSource source = FlacFile.Open(bytes);
        FlacWindows.AssertEqual(source, file.Samples, _ => false, 1, 100);
    }
}
