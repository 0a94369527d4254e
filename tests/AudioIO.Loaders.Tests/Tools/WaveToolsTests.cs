namespace AudioIO.Tests.Tools;

/// <summary>WAV files that sox, ffmpeg and libsndfile write, compared bit for bit with what libsndfile and sox read from them.</summary>
[Trait("Needs", "tools")]
public sealed class WaveToolsTests : IDisposable
{
    private readonly Programs _programs = new();

    public void Dispose() => _programs.Dispose();

    [ToolsTheory]
    [InlineData("unsigned-integer", 8, "-L")]
    [InlineData("signed-integer", 16, "-L")]
    [InlineData("signed-integer", 24, "-L")]
    [InlineData("signed-integer", 32, "-L")]
    [InlineData("floating-point", 32, "-L")]
    [InlineData("floating-point", 64, "-L")]
    [InlineData("a-law", 8, "-L")]
    [InlineData("mu-law", 8, "-L")]
    [InlineData("signed-integer", 16, "-B")]
    [InlineData("signed-integer", 24, "-B")]
    [InlineData("signed-integer", 32, "-B")]
    [InlineData("floating-point", 32, "-B")]
    [InlineData("floating-point", 64, "-B")]
    public void Files_of_sox_read_as_libsndfile_reads_them(string encoding, int bits, string order)
    {
        foreach (int channels in new[] { 1, 2, 6 })
        {
            string file = _programs.Path($"{channels}.wav");
            string little = _programs.Path($"{channels}-little.wav");
            Programs.Run("sox", "-D", _programs.Sound("in.wav", channels, 32), order, "-e", encoding, "-b", $"{bits}", file);
            // libsndfile does not know the GUID that sox writes into RIFX: sox turns the file around for it.
            Programs.Run("sox", "-D", file, "-L", little);
            AssertReadsAs(Programs.ReadWithLibsndfile(little), file);
        }
    }

    [ToolsTheory]
    [InlineData("pcm_u8")]
    [InlineData("pcm_s16le")]
    [InlineData("pcm_s24le")]
    [InlineData("pcm_s32le")]
    [InlineData("pcm_f32le")]
    [InlineData("pcm_f64le")]
    [InlineData("pcm_alaw")]
    [InlineData("pcm_mulaw")]
    public void Files_of_ffmpeg_read_as_libsndfile_reads_them(string codec)
    {
        double[] expected = [];
        foreach (string container in new[] { "wav", "rf64", "w64" })
        {
            string file = _programs.Path(container == "w64" ? "out.w64" : $"{container}.wav");
            string[] rf64 = container == "rf64" ? ["-rf64", "always"] : [];
            Programs.Run("ffmpeg", ["-v", "error", "-i", _programs.Sound("in.wav", 2, 24), "-c:a", codec, .. rf64, "-y", file]);
            // libsndfile 1.2.0 takes the floats of a Wave64 file with WAVE_FORMAT_EXTENSIBLE for integers: what it reads from RF64 counts.
            if (container != "w64" || !codec.StartsWith("pcm_f", StringComparison.Ordinal)) expected = Programs.ReadWithLibsndfile(file);
            AssertReadsAs(expected, file);
        }
    }

    [ToolsTheory]
    [InlineData("WAV", "FILE")]
    [InlineData("WAV", "BIG")]
    [InlineData("WAVEX", "FILE")]
    [InlineData("W64", "FILE")]
    [InlineData("RF64", "FILE")]
    public void Files_of_libsndfile_read_as_it_reads_them(string format, string endian)
    {
        foreach (string subtype in new[] { "PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "ALAW", "ULAW" })
        {
            string file = _programs.Path($"{subtype}.{format}");
            Programs.WriteWithLibsndfile(_programs.Sound("in.wav", 3, 32), file, format, subtype, endian);
            AssertReadsAs(Programs.ReadWithLibsndfile(file), file);
        }
    }

    [ToolsTheory]
    [InlineData("IMA_ADPCM", "WAV", 1)]
    [InlineData("IMA_ADPCM", "WAV", 2)]
    [InlineData("IMA_ADPCM", "W64", 2)]
    [InlineData("MS_ADPCM", "WAV", 1)]
    [InlineData("MS_ADPCM", "WAV", 2)]
    [InlineData("MS_ADPCM", "W64", 2)]
    public void Adpcm_of_libsndfile_reads_as_it_reads_it(string subtype, string format, int channels)
    {
        string file = _programs.Path("adpcm." + format);
        Programs.WriteWithLibsndfile(_programs.Sound("in.wav", channels, 16), file, format, subtype, "FILE");
        AssertBeginsAs(Programs.ReadWithLibsndfile(file), file, 10_007);
    }

    [ToolsTheory]
    [InlineData("ima-adpcm", 1)]
    [InlineData("ima-adpcm", 2)]
    [InlineData("ima-adpcm", 4)]
    [InlineData("ima-adpcm", 6)]
    [InlineData("ms-adpcm", 1)]
    [InlineData("ms-adpcm", 2)]
    public void Adpcm_of_sox_reads_as_sox_and_libsndfile_read_it(string encoding, int channels)
    {
        string file = _programs.Path("adpcm.wav");
        Programs.Run("sox", "-D", _programs.Sound("in.wav", channels, 16), "-e", encoding, file);
        if (channels <= 2) AssertBeginsAs(Programs.ReadWithLibsndfile(file), file, 10_007);
        using WaveSource source = Recordings.Open(file);
        Assert.Equal(10_007, source.Info.Frames);
        Assert.Equal(Programs.ReadWithSox(file)[..(10_007 * channels)], source.ReadAll<short>());
    }

    [ToolsTheory]
    [InlineData("adpcm_ima_wav", 1)]
    [InlineData("adpcm_ima_wav", 2)]
    [InlineData("adpcm_ms", 1)]
    [InlineData("adpcm_ms", 2)]
    public void Adpcm_that_is_cut_in_its_last_block_reads_as_sox_reads_it(string codec, int channels)
    {
        string whole = _programs.Path("whole.wav");
        Programs.Run("ffmpeg", "-v", "error", "-i", _programs.Sound("in.wav", channels, 16), "-c:a", codec, "-y", whole);
        string file = _programs.Path("cut.wav");
        File.WriteAllBytes(file, File.ReadAllBytes(whole)[..^333]);
        short[] expected = Programs.ReadWithSox(file);
        using WaveSource source = Recordings.Open(file);
        short[] read = source.ReadAll<short>();
        Assert.Equal(expected, read);
        Assert.NotEqual(0, source.Info.Frames % source.FramesPerUnit);
    }

    private static void AssertReadsAs(double[] expected, string file)
    {
        AssertBeginsAs(expected, file, expected.Length);
        using WaveSource source = Recordings.Open(file);
        Assert.Equal(expected.Length, source.Info.Frames * source.Info.Channels);
    }

    private static void AssertBeginsAs(double[] expected, string file, int atLeastFrames)
    {
        using WaveSource source = Recordings.Open(file);
        double[] read = source.ReadAll<double>();
        Assert.True(
            read.Length >= Math.Min(atLeastFrames * source.Info.Channels, expected.Length), $"{read.Length} of {expected.Length} samples");
        Assert.Equal(expected[..read.Length].Select(BitConverter.DoubleToInt64Bits), read.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(expected[..read.Length].Select(v => (float)v), source.ReadAll<float>());
    }
}
