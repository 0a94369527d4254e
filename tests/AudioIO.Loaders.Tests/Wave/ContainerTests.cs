using static AudioIO.Tests.Recordings;

namespace AudioIO.Tests;

/// <summary>Where each container puts format and audio.</summary>
public class ContainerTests
{
    private static readonly WaveFormat Mono16 = WaveFormat.Pcm(16);
    private static readonly byte[] Audio = Counting(100);
    private static readonly int[] Expected = [.. Enumerable.Range(1, 100)];

    [Theory]
    [InlineData("RIFF")]
    [InlineData("RF64")]
    [InlineData("BW64")]
    [InlineData("Wave64")]
    public void Little_endian_containers_give_the_same_audio(string container)
    {
        byte[] file = WaveBuilder.File(container, Mono16, Audio);
        using WaveSource source = Open(file);
        Assert.Equal(container, source.Info.Format);
        Assert.Equal(Expected, source.ReadAll<int>());
        Assert.Empty(source.Diagnostics);
    }

    [Theory]
    [InlineData("RIFF", "RIFF")]
    [InlineData("RF64", "RF64")]
    [InlineData("BW64", "BW64")]
    [InlineData("RIFX", "RIFX")]
    public void The_first_four_characters_name_the_container(string container, string id)
    {
        Assert.Equal(id, System.Text.Encoding.ASCII.GetString(WaveBuilder.File(container, Mono16, Audio)[..4]));
        using WaveSource source = Open(WaveBuilder.File(container, Mono16, Audio));
        Assert.Equal(container, source.Info.Format);
    }

    [Fact]
    public void Rifx_is_big_endian_throughout()
    {
        WaveBuilder builder = WaveBuilder.Riff("RIFX").Format(WaveFormat.Pcm(16, 2, 44100));
        using WaveSource source = Open(builder.Data([0x00, 0x01, 0x01, 0x00, 0xFF, 0xFE, 0x7F, 0xFF]).ToArray());
        Assert.Equal(44100, source.Info.Rate);
        Assert.Equal([1, 256, -2, 32767], source.ReadAll<int>());
        Assert.Equal("RIFX", source.Info.Format);
    }

    [Theory]
    // GUID as in RIFF; only the tag's two bytes turned; the tag as four bytes turned; every field turned.
    [InlineData("0100000000001000800000AA00389B71")]
    [InlineData("0001000000001000800000AA00389B71")]
    [InlineData("0000000100001000800000AA00389B71")]
    [InlineData("0000000100000010800000AA00389B71")]
    public void Rifx_extensible_is_read_in_every_spelling_of_its_guid(string spelling)
    {
        WaveFormat format = WaveFormat.Extensible(Convert.FromHexString(spelling), 16, 1, 12, 0x4, big: true);
        using WaveSource source = Open(WaveBuilder.Riff("RIFX").Format(format).Data([0x01, 0x02]).ToArray());
        Assert.Equal(AudioEncoding.PcmSigned, source.Info.Encoding);
        Assert.Equal((0x4u, 12), (source.Info.ChannelMask, source.Info.ValidBitsPerSample));
        Assert.Equal([0x0102], source.ReadAll<int>());
    }

    [Theory]
    [InlineData("0003000000001000800000AA00389B71")]
    [InlineData("0000000300000010800000AA00389B71")]
    [InlineData("0300000000001000800000AA00389B71")]
    public void Rifx_extensible_floats_are_read_in_every_spelling_of_their_guid(string spelling)
    {
        WaveFormat format = WaveFormat.Extensible(Convert.FromHexString(spelling), 32, big: true);
        Assert.Equal([1f], Floats(WaveBuilder.Riff("RIFX").Format(format).Data([0x3F, 0x80, 0, 0]).ToArray()));
    }

    [Fact]
    public void A_guid_turned_as_in_rifx_is_refused_in_riff()
    {
        WaveFormat format = WaveFormat.Extensible(Convert.FromHexString("0000000100000010800000AA00389B71"), 16);
        Assert.Equal(AudioFormatErrorKind.Unsupported, Refusal(WaveBuilder.File(format, Audio)).Kind);
    }

    [Fact]
    public void Rf64_whose_data_chunk_has_the_real_size_is_read_by_it()
    {
        using WaveSource source = Open(WaveBuilder.Riff("RF64").Ds64(200).Format(Mono16).Data(Audio).ToArray());
        Assert.Equal(100, source.Info.Frames);
        Assert.Empty(source.Diagnostics);
    }

    [Fact]
    public void Rf64_whose_data_chunk_contradicts_ds64_is_read_by_the_size_that_is_possible()
    {
        using WaveSource own = Open(WaveBuilder.Riff("RF64").Ds64(100).Format(Mono16).Data(Audio).ToArray());
        using WaveSource other = Open(WaveBuilder.Riff("RF64").Ds64(200).Format(Mono16).Data(Audio, 0xFFFF0000).ToArray());
        Assert.Equal((100, 100), (own.Info.Frames, other.Info.Frames));
        own.AssertNote(DiagnosticKind.Contradiction, "200 counts");
        other.AssertNote(DiagnosticKind.Contradiction, "200 counts");
    }

    [Fact]
    public void Rf64_whose_data_chunk_says_zero_is_read_by_ds64()
    {
        using WaveSource source = Open(WaveBuilder.Riff("RF64").Ds64(100).Format(Mono16).Data(Audio, 0).ToArray());
        Assert.Equal(50, source.Info.Frames);
        source.AssertNote(DiagnosticKind.Contradiction, "100 counts");
    }

    [Fact]
    public void Rf64_whose_ds64_says_zero_is_recovered_as_any_unfinished_file()
    {
        using WaveSource source = Open(WaveBuilder.Riff("RF64").Ds64(0).Format(Mono16).Data(Audio, uint.MaxValue).ToArray());
        Assert.Equal(Expected, source.ReadAll<int>());
        source.AssertNote(DiagnosticKind.Recovered, "200 that are no chunks");
    }

    [Theory]
    [InlineData(201ul)]
    [InlineData(1ul << 62)]
    [InlineData(1ul << 63)]
    [InlineData(ulong.MaxValue)]
    public void A_ds64_size_beyond_the_file_is_cut_and_reported(ulong size)
    {
        using WaveSource source = Open(WaveBuilder.Riff("RF64").Ds64(size).Format(Mono16).Data(Audio, uint.MaxValue).ToArray());
        Assert.Equal(Expected, source.ReadAll<int>());
        source.AssertNote(DiagnosticKind.Truncated, $"claims {size} bytes, the file has 200");
    }

    [Theory]
    [InlineData(7ul)]
    [InlineData(1ul << 60)]
    public void The_sample_count_of_ds64_is_never_trusted(ulong sampleCount)
    {
        using WaveSource source = Open(WaveBuilder.Riff("RF64").Ds64(200, sampleCount).Format(Mono16).Data(Audio, uint.MaxValue).ToArray());
        Assert.Equal(100, source.Info.Frames);
    }

    [Fact]
    public void Ds64_may_end_before_its_table_and_may_lie_about_it()
    {
        using WaveSource brief = Open(WaveBuilder.Riff("RF64").Ds64(200, length: 24).Format(Mono16).Data(Audio, uint.MaxValue).ToArray());
        using WaveSource lying = Open(
            WaveBuilder.Riff("RF64").Ds64(200, tableLength: uint.MaxValue).Format(Mono16).Data(Audio, uint.MaxValue).ToArray());
        Assert.Equal((100, 100), (brief.Info.Frames, lying.Info.Frames));
        Assert.Empty(brief.Diagnostics);
    }

    [Fact]
    public void A_ds64_that_is_too_short_is_reported_and_not_used()
    {
        using WaveSource source = Open(WaveBuilder.Riff("RF64").Ds64(100, length: 16).Format(Mono16).Data(Audio, uint.MaxValue).ToArray());
        Assert.Equal(100, source.Info.Frames);
        source.AssertNote(DiagnosticKind.Contradiction, "16 bytes");
    }

    [Fact]
    public void An_odd_chunk_in_rf64_is_padded_as_in_riff()
    {
        byte[] file = WaveBuilder.Riff("RF64").Ds64(200).Chunk("junk", new byte[7]).Format(Mono16).Data(Audio, uint.MaxValue).ToArray();
        Assert.Equal(Expected, Integers(file));
    }

    [Theory]
    [InlineData(uint.MaxValue)]
    [InlineData(200u)]
    public void Rf64_without_ds64_is_recovered_from_the_data_chunk_alone(uint claim)
    {
        using WaveSource source = Open(WaveBuilder.Riff("RF64").Format(Mono16).Data(Audio, claim).ToArray());
        Assert.Equal(Expected, source.ReadAll<int>());
        source.AssertNote(DiagnosticKind.Recovered, "no usable ds64");
    }

    [Fact]
    public void Plain_riff_with_ds64_is_read_by_it()
    {
        byte[] file = WaveBuilder.Riff().Ds64(100).Format(Mono16).Data(Audio, uint.MaxValue).ToArray();
        using WaveSource source = Open(file);
        Assert.Equal(50, source.Info.Frames);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void An_id3v2_tag_before_the_file_is_skipped(int repeats)
    {
        byte[] tag = [.. "ID3"u8, 4, 0, 0x10, 0, 0, 1, 2, .. new byte[130], .. new byte[10]];
        byte[] tags = [.. Enumerable.Repeat(tag, repeats + 1).SelectMany(t => t)];
        using WaveSource source = Open([.. tags, .. WaveBuilder.File(Mono16, Audio)]);
        Assert.Equal(Expected, source.ReadAll<int>());
        source.AssertNote(DiagnosticKind.Ignored, $"{tags.Length} bytes of ID3v2");
    }

    [Fact]
    public void Junk_before_the_file_is_refused()
    {
        AudioFormatException refusal = Refusal([.. Noise(32), .. WaveBuilder.File(Mono16, Audio)]);
        Assert.Equal(AudioFormatErrorKind.Unsupported, refusal.Kind);
    }
}
