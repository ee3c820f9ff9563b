using AgentTuning.Environments.OperatingSystem;

namespace AgentTuning.Environments.Tests.OperatingSystem;

/// <summary>Which tasks a sandbox with one user can play.</summary>
public sealed class UserWordsTests
{
    [Theory]
    [InlineData("Count the files of /srv.", "ls /srv | wc -l", false)]
    [InlineData("Sum the second column of /srv/usage.csv.", "awk -F, '{s += $2} END {print s}' /srv/usage.csv", false)]
    [InlineData("Find all files that belong to the user bob.", "find / -type f", true)]
    [InlineData("How many groups are there?", "wc -l < /etc/group", true)]
    [InlineData("Count them.", "find /srv -user bob | wc -l", true)]
    [InlineData("Count them.", "sudo ls", true)]
    [InlineData("Count them.", "su - bob -c 'ls'", true)]
    [InlineData("Count them.", "useradd -m bob", true)]
    [InlineData("Count them.", "chown bob /srv/f", true)]
    [InlineData("Count them.", "suffix=.txt; ls *$suffix; echo pseudo summary", false)]
    public void Tasks_about_users_are_known_by_their_words(string description, string example, bool expected)
    {
        var task = new OperatingSystemTask { Description = description, Example = TaskScript.Bash(example) };

        Assert.Equal(expected, UserWords.Concern(task));
    }

    [Fact]
    public void Scripts_that_set_a_task_or_check_it_count_too()
    {
        var init = new OperatingSystemTask { Description = "Count them.", Init = [TaskScript.Bash("useradd jack")] };
        var check = new OperatingSystemTask { Description = "Count them.", Checks = [null, TaskScript.Bash("sudo -u jack true")] };

        Assert.True(UserWords.Concern(init));
        Assert.True(UserWords.Concern(check));
    }
}
