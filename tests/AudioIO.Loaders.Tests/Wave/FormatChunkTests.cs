using static AudioIO.Tests.Recordings;

namespace AudioIO.Tests;

/// <summary>Sane, silly and impossible fields of the format chunk.</summary>
public class FormatChunkTests
{
    private static readonly byte[] Audio = Counting(12);

    [Fact]
    public void No_channels_are_refused()
    {
        AudioFormatException refusal = Refusal(WaveBuilder.File(WaveFormat.Pcm(16) with { Channels = 0 }, Audio));
        Assert.Equal((AudioFormatErrorKind.Malformed, 22L), (refusal.Kind, refusal.Position));
        Assert.Equal("Number of channels at byte 22: expected 1 to 1024, found 0", refusal.Message);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(1024)]
    public void Many_channels_are_read(int channels)
    {
        using WaveSource source = Open(WaveBuilder.File(WaveFormat.Pcm(16, channels), Counting(3 * channels)));
        Assert.Equal((channels, 3L), (source.Info.Channels, source.Info.Frames));
        Assert.Equal(Enumerable.Range(1, 3 * channels), source.ReadAll<int>());
    }

    [Theory]
    [InlineData(1025)]
    [InlineData(3000)]
    [InlineData(65535)]
    public void More_channels_than_1024_are_refused(int channels) =>
        Assert.Equal(AudioFormatErrorKind.LimitExceeded, Refusal(WaveBuilder.File(WaveFormat.Pcm(8, channels), Audio)).Kind);

    [Fact]
    public void A_rate_of_zero_is_refused() =>
        Assert.Contains("Sampling rate", Refusal(WaveBuilder.File(WaveFormat.Pcm(16, rate: 0), Audio)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(1u)]
    [InlineData(250_000u)]
    [InlineData(384_000u)]
    [InlineData(500_000u)]
    [InlineData(uint.MaxValue)]
    public void Every_other_rate_is_taken(uint rate)
    {
        using WaveSource source = Open(WaveBuilder.File(WaveFormat.Pcm(16, rate: rate), Audio));
        Assert.Equal(rate, source.Info.Rate);
        Assert.Equal(12, source.ReadAll<int>()[^1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void A_wrong_block_alignment_is_corrected_and_reported(ushort blockAlign)
    {
        using WaveSource source = Open(WaveBuilder.File(WaveFormat.Pcm(16, 2) with { BlockAlign = blockAlign }, Audio));
        Assert.Equal(Enumerable.Range(1, 12), source.ReadAll<int>());
        source.AssertNote(DiagnosticKind.Contradiction, "read as 4");
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(uint.MaxValue)]
    public void The_byte_rate_plays_no_part(uint byteRate)
    {
        using WaveSource source = Open(WaveBuilder.File(WaveFormat.Pcm(16) with { ByteRate = byteRate }, Audio));
        Assert.Equal(12, source.Info.Frames);
        Assert.Empty(source.Diagnostics);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(14)]
    [InlineData(15)]
    public void A_format_without_bits_per_sample_is_refused(int length)
    {
        byte[] file = WaveBuilder.Riff().Chunk("fmt ", WaveFormat.Pcm(16).ToBytes(false)[..length]).Data(Audio).ToArray();
        Assert.Contains("expected 16 bytes or more", Refusal(file).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(18)]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(5000)]
    public void A_longer_format_of_plain_pcm_is_read_by_its_first_16_bytes(int length)
    {
        WaveFormat format = WaveFormat.Pcm(16) with { Extension = [.. Enumerable.Repeat((byte)0xFF, length - 16)] };
        Assert.Equal(Enumerable.Range(1, 12), Integers(WaveBuilder.File(format, Audio)));
    }

    [Fact]
    public void Extensible_needs_its_extension()
    {
        WaveFormat whole = WaveFormat.Extensible(1, 16);
        Assert.Contains(
            "40 bytes or more",
            Refusal(WaveBuilder.File(whole with { Extension = whole.Extension[..22] }, Audio)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "cbSize",
            Refusal(WaveBuilder.File(whole with { Extension = [0, 0, .. whole.Extension[2..]] }, Audio)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0x3Fu)]
    [InlineData(0x1u)]
    [InlineData(uint.MaxValue)]
    public void The_channel_mask_is_told_and_moves_no_channel(uint mask)
    {
        using WaveSource source = Open(WaveBuilder.File(WaveFormat.Extensible(1, 16, 2, mask: mask), Audio));
        Assert.Equal(mask, source.Info.ChannelMask);
        Assert.Equal(Enumerable.Range(1, 12), source.ReadAll<int>());
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 65)]
    [InlineData(3, 0)]
    [InlineData(3, 16)]
    [InlineData(3, 24)]
    [InlineData(6, 0)]
    [InlineData(2, 0)]
    [InlineData(0x11, 3)]
    public void Bits_that_no_sample_of_the_encoding_has_are_refused(ushort tag, ushort bits)
    {
        WaveFormat format = WaveFormat.Pcm(bits) with { Tag = tag, BlockAlign = 64 };
        Assert.Contains("Bits per sample", Refusal(WaveBuilder.File(format, Audio)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x0031, "GSM 6.10")]
    [InlineData(0x0055, "MP3")]
    [InlineData(0x0064, "G.726")]
    [InlineData(0x00FF, "AAC")]
    [InlineData(0x0000, "unknown")]
    [InlineData(0xFFFF, "in development")]
    [InlineData(0x1234, "0x1234")]
    public void A_codec_that_is_not_read_is_refused_by_its_name(ushort tag, string name)
    {
        AudioFormatException plain = Refusal(WaveBuilder.File(WaveFormat.Pcm(16) with { Tag = tag }, Audio));
        AudioFormatException extensible = Refusal(WaveBuilder.File(WaveFormat.Extensible(tag, 16), Audio));
        Assert.Equal((AudioFormatErrorKind.Unsupported, AudioFormatErrorKind.Unsupported), (plain.Kind, extensible.Kind));
        Assert.Contains(name, plain.Message, StringComparison.Ordinal);
        Assert.Contains(name, extensible.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_guid_is_refused_by_its_text_form()
    {
        byte[] file = WaveBuilder.File(WaveFormat.Extensible(new Guid("e923aabf-cb58-4471-a119-fffa01e4ce62").ToByteArray(), 16), Audio);
        Assert.Contains("{e923aabf-cb58-4471-a119-fffa01e4ce62}", Refusal(file).Message, StringComparison.Ordinal);
    }
}
