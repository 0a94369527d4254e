using System.Text;
using static AudioIO.Tests.Recordings;

namespace AudioIO.Tests;

/// <summary>What is no WAV file is refused by saying what it is.</summary>
public class ForeignContentTests
{
    [Theory]
    [InlineData("OggS", "an Ogg file")]
    [InlineData("FORM\0\0\0\x10" + "AIFFCOMM", "an AIFF file")]
    [InlineData("FORM\0\0\0\x10" + "AIFCFVER", "an AIFF file")]
    [InlineData(".snd\0\0\0\x18", "AU file")]
    [InlineData("caff\0\x01", "Core Audio Format")]
    [InlineData("wvpk\x10", "WavPack")]
    [InlineData("MAC \x96\x0F", "Monkey's Audio")]
    [InlineData("\0\0\0\x20" + "ftypM4A \0\0", "MP4 or M4A file (brand 'M4A ')")]
    [InlineData("RIFF\x10\0\0\0AVI LIST", "AVI video")]
    [InlineData("RIFF\x10\0\0\0WEBPVP8 ", "WebP")]
    [InlineData("RIFF\x10\0\0\0abcdefgh", "form 'abcd'")]
    [InlineData("\xFF\xFB\x90\x64\0\0", "MP3")]
    [InlineData("\xFF\xF1\x50\x80\0\0", "AAC in ADTS")]
    [InlineData("\x89PNG\r\n\x1A\n", "PNG")]
    [InlineData("\xFF\xD8\xFF\xE0", "JPEG")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("PK\x03\x04", "ZIP")]
    [InlineData("\x1F\x8B\x08", "gzip")]
    [InlineData("\x1A\x45\xDF\xA3", "Matroska")]
    [InlineData("\x89HDF\r\n\x1A\n", "HDF5")]
    [InlineData("<!DOCTYPE html><html>", "HTML page")]
    [InlineData("<?xml version=\"1.0\"?>", "XML")]
    [InlineData("time,level\n0,1\n", "text that begins \"time…\"")]
    [InlineData("version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer")]
    [InlineData("\x01\x02\x83\x04\x05\x06\x07\x08\x09", "bytes 01028304 that are no known signature")]
    public void The_message_names_what_the_file_is(string begin, string name)
    {
        AudioFormatException refusal = Refusal(Encoding.Latin1.GetBytes(begin));
        Assert.Equal((AudioFormatErrorKind.Unsupported, 0L), (refusal.Kind, refusal.Position));
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("Content at byte 0: expected a WAV", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\x7F" + "FLAC\x01", "Ogg FLAC")]
    [InlineData("\x01vorbis\0\0", "Ogg Vorbis")]
    [InlineData("OpusHead\x01", "Ogg Opus")]
    public void Codecs_in_ogg_are_told_apart(string packet, string name)
    {
        byte[] page = [.. "OggS"u8, .. new byte[22], 1, (byte)packet.Length, .. Encoding.Latin1.GetBytes(packet)];
        Assert.Contains(name, Refusal(page).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_called_empty()
    {
        AudioFormatException refusal = Refusal([]);
        Assert.Equal(
            (AudioFormatErrorKind.Truncated, "The file is empty (0 bytes): expected a recording"), (refusal.Kind, refusal.Message));
    }

    [Theory]
    [InlineData(1, "nothing but zeros")]
    [InlineData(100, "nothing but zeros")]
    [InlineData(100_000, "zeros in the first 512 of 100000 bytes")]
    public void Zeros_are_called_zeros(int length, string name) => Assert.Contains(
        name, Refusal(new byte[length]).Message, StringComparison.Ordinal);

    [Fact]
    public void An_mp3_file_behind_its_tag_is_named()
    {
        byte[] file = [.. "ID3"u8, 3, 0, 0, 0, 0, 0, 20, .. new byte[20], 0xFF, 0xFB, 0x90, 0x64, .. new byte[20]];
        AudioFormatException refusal = Refusal(file);
        Assert.Equal(30, refusal.Position);
        Assert.Contains("MP3", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("nothing but an ID3v2 tag", Refusal(file[..30]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    public void A_header_that_is_cut_is_refused(int length) =>
        Assert.Contains(
            length < 4 ? "text that begins" : "header of 12 bytes",
            Refusal(WaveBuilder.Riff().ToArray()[..length]).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Random_bytes_of_any_length_are_refused()
    {
        for (int length = 0; length < 600; length++) Refusal(Noise(length, seed: 1000 + length));
    }
}
