using System.Text;

namespace AudioIO.Tests.MetadataReading;

public sealed class GuanoTests
{
    private static Metadata Read(string text) => new DescribedFile().Add("guan", text).ReadClean().Metadata;

    [Fact]
    public void Keys_are_found_with_and_without_their_namespace()
    {
        Metadata metadata = Read(Samples.GuanoText);
        Assert.Equal("1.0", metadata["GUANO.Version"]);
        Assert.Equal("1.0", metadata["GUANO|Version"]);
        Assert.Equal("2012-03-29T03:58:01+04:00", metadata["timestamp"]);
        Assert.Equal("80", metadata["PET|Gain"]);
        Assert.Equal("80", metadata["GUANO.PET.Gain"]);
        Assert.Equal("3.4", metadata["SB.Version"]);
    }

    [Fact]
    public void A_namespace_that_returns_after_another_one_overwrites_nothing()
    {
        Metadata metadata = Read(Samples.GuanoText);
        Assert.Equal(["PET", "SB"], metadata.Sections[0].Sections.Select(section => section.Name));
        Assert.Equal(("80", "1.0.4 (2009-11-25)"), (metadata["PET.Gain"], metadata["PET.Firmware"]));
    }

    [Fact]
    public void Line_breaks_are_unescaped_except_in_file_names()
    {
        Metadata metadata = Read("Note: first\\nsecond\nOriginal Filename: C:\\nights\\new.wav\n");
        Assert.Equal("first\nsecond", metadata["Note"]);
        Assert.Equal("C:\\nights\\new.wav", metadata["Original Filename"]);
    }

    [Fact]
    public void White_space_and_padding_are_trimmed_and_empty_lines_skipped()
    {
        Metadata metadata = Read("\uFEFFGUANO|Version :  1.0\r\n\r\n  Loc Position:  37.18 -86.10\t\r\n   \0\0\0");
        Assert.Equal(("1.0", "37.18 -86.10"), (metadata["Version"], metadata["Loc Position"]));
    }

    [Fact]
    public void Keys_may_hold_a_bar_and_values_colons_and_bars()
    {
        Metadata metadata = Read("PET|D500X|TSens: high\nURL: http://a|b:c\n");
        Assert.Equal("high", metadata["PET|D500X|TSens"]);
        Assert.Equal("http://a|b:c", metadata["URL"]);
    }

    [Fact]
    public void A_bad_byte_costs_one_character()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("Make: Petters?on\nModel: D1000X\n");
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xFF;
        Metadata metadata = new DescribedFile().Add("guan", bytes).ReadReporting("expected UTF-8").Metadata;
        Assert.Equal(("Petters\uFFFDon", "D1000X"), (metadata["Make"], metadata["Model"]));
    }

    [Fact]
    public void A_line_without_a_key_is_reported_with_its_byte()
    {
        var file = new DescribedFile().Add("guan", "Make: a\nnonsense\nModel: b\n");
        Assert.Equal("b", file.ReadReporting("expected a key and a colon").Metadata["Model"]);
        Assert.Equal(4 + 8, file.Diagnostics[0].Position);
    }

    [Fact]
    public void Repeated_keys_are_kept_and_the_first_counts()
    {
        Metadata metadata = Read("Make: a\nMake: b\n");
        Assert.Equal("a", metadata["Make"]);
        Assert.Equal(["a", "b"], metadata.GetAll("Make"));
    }
}
